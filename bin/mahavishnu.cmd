@echo off
rem Starts the service or runs one command against it: mahavishnu --help
rem MAHAVISHNU_JAVA_OPTS gives the JVM further options, such as -Xmx4g for the service.
rem MAHAVISHNU_SIMD=off leaves SIMD off: a service that was prepared so starts sooner and searches more slowly.
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
set "fast=%home%\target\fast"
set "cache=%home%\target\otel-ingester.aot"
rem Fast vectors, native libraries without a warning, no call home; out of memory, the service ends.
set "simd=--add-modules=jdk.incubator.vector"
if "%MAHAVISHNU_SIMD%"=="off" set "simd="
set "flags=%simd% --enable-native-access=ALL-UNNAMED -DOPT_OUT_TRACKING=true -XX:+ExitOnOutOfMemoryError -XX:-G1UseAdaptiveIHOP -Xlog:aot=off -Xlog:cds=off"
set "small=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m"

if "%~1"=="serve" goto serve
if "%~1"=="prepare" if "%~2"=="" goto prepare
if not exist "%jar%.original" goto nested
if not exist "%home%\target\cli" goto nested
"%java%" %small% -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%home%\target\cli\classes.jsa" -Xlog:cds=off -Xlog:aot=off %MAHAVISHNU_JAVA_OPTS% -cp "%jar%.original;%home%\target\cli\*" %main% %*
exit /b %errorlevel%

:nested
"%java%" %small% %MAHAVISHNU_JAVA_OPTS% -cp "%jar%" -Dloader.main=%main% %launcher% %*
exit /b %errorlevel%

:serve
rem What was prepared counts when it is newer than all that was built.
set "newest="
for /f "delims=" %%f in ('dir /b /a-d /o-d "%home%\target\otel-ingester*"') do if not defined newest set "newest=%%f"
if not "%newest%"=="otel-ingester.aot" goto servejar
for %%f in ("%jar%") do set "plain=%fast%\%%~nxf"
"%java%" %flags% "-XX:AOTCache=%cache%" %MAHAVISHNU_JAVA_OPTS% -cp "%plain%" %main% %*
exit /b %errorlevel%

:servejar
"%java%" %flags% %MAHAVISHNU_JAVA_OPTS% -cp "%jar%" -Dloader.main=%main% %launcher% %*
exit /b %errorlevel%

:prepare
if exist "%fast%" rmdir /s /q "%fast%"
if exist "%cache%" del "%cache%"
echo Unpacking %jar%.
"%java%" -Djarmode=tools -jar "%jar%" extract --destination "%fast%" >nul || goto noprepare
set "work=%TEMP%\mahavishnu-%RANDOM%%RANDOM%"
mkdir "%work%" || goto noprepare
pushd "%work%"
for %%f in ("%jar%") do set "plain=%fast%\%%~nxf"
echo Starting the service once, to write down its classes.
"%java%" %flags% "-XX:AOTCacheOutput=%cache%" -Dspring.context.exit=onRefresh %MAHAVISHNU_JAVA_OPTS% -cp "%plain%" %main% serve >log 2>&1
if not exist "%cache%" type log 1>&2
popd
rmdir /s /q "%work%"
if not exist "%cache%" goto noprepare
echo Done: mahavishnu serve starts from %fast% and %cache%.
exit /b 0

:noprepare
echo mahavishnu: cannot prepare %fast% and %cache% 1>&2
exit /b 2

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
