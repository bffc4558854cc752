@echo off
rem Starts the service or runs one command against it: mahavishnu --help
rem MAHAVISHNU_JAVA_OPTS gives the JVM further options, such as -Xmx4g for the service.
setlocal EnableExtensions DisableDelayedExpansion
set "home=%~dp0.."
set "java="

if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined java for /f "delims=" %%j in ('where java 2^>nul') do if not defined java call :try "%%~dpj.."
if not defined java for /d %%d in ("%USERPROFILE%\.jdks\*" "%USERPROFILE%\.sdkman\candidates\java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\Zulu\*") do if not defined java call :try "%%~d"
if not defined java goto nojava

set "jar="
for %%f in ("%home%\target\otel-ingester-*.jar") do set "jar=%%~ff"
if not defined jar goto nojar
set "main=io.mahavishnu.otel.cli.Mahavishnu"
set "launcher=org.springframework.boot.loader.launch.PropertiesLauncher"
set "small=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m"

if "%~1"=="serve" goto serve
if not exist "%jar%.original" goto nested
if not exist "%home%\target\cli" goto nested
"%java%" %small% -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%home%\target\cli\classes.jsa" -Xlog:cds=off -Xlog:aot=off %MAHAVISHNU_JAVA_OPTS% -cp "%jar%.original;%home%\target\cli\*" %main% %*
exit /b %errorlevel%

:nested
"%java%" %small% %MAHAVISHNU_JAVA_OPTS% -cp "%jar%" -Dloader.main=%main% %launcher% %*
exit /b %errorlevel%

:serve
"%java%" --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED -DOPT_OUT_TRACKING=true -XX:+ExitOnOutOfMemoryError %MAHAVISHNU_JAVA_OPTS% -cp "%jar%" -Dloader.main=%main% %launcher% %*
exit /b %errorlevel%

:nojava
echo mahavishnu: no Java 25 found in JAVA_HOME, PATH, %%USERPROFILE%%\.jdks or %%ProgramFiles%%: install a JDK 25, or set JAVA_HOME to one 1>&2
exit /b 2

:nojar
echo mahavishnu: not built yet: run mvnw package -DskipTests in %home% 1>&2
exit /b 2

rem Takes the first argument as the home of Java when its release file says 25 or newer.
:try
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f tokens^=2^ delims^=^=.^" %%v in ('findstr /b "JAVA_VERSION=" "%~1\release"') do if %%v GEQ 25 set "java=%~1\bin\java.exe"
exit /b 0
