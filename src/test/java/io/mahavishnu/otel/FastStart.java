package io.mahavishnu.otel;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * Halves the time that the service takes to start as a process: its classes lie in jars,
 * and beside them the JVM's ahead-of-time cache of all loaded classes (JEP 514), which
 * takes no folders. Made once for a state of the classes, next to them; the JVM itself
 * checks that the cache fits, and starts without one that does not.
 *
 * @param folder the folder of the jars and the cache
 */
record FastStart(Path folder) {

	private static final List<String> OPTIONS = List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC",
			"-XX:TieredStopAtLevel=1", "-Xlog:aot=off", "-Xlog:cds=off", "-Xmx1g");

	/** The cache is written when the service has ended. */
	private static final Duration TRAINING_MAX = Duration.ofMinutes(3);

	private static final class Made {

		private static final FastStart IT = make();

	}

	/** What is made for the present classes, at the first call. */
	static FastStart prepared() {
		return Made.IT;
	}

	/** The command that starts the service, up to its arguments. */
	List<String> command(List<String> more) {
		List<String> options = new ArrayList<>(List.of("-XX:AOTCache=" + cache()));
		options.addAll(more);
		return commandWith(options);
	}

	private List<String> commandWith(List<String> options) {
		List<String> command = new ArrayList<>();
		command.add(ProcessHandle.current().info().command().orElseThrow());
		command.addAll(OPTIONS);
		command.addAll(options);
		command.addAll(List.of("-cp", classPath(), OtelIngesterApplication.class.getName()));
		return command;
	}

	private static FastStart make() {
		try {
			Path folder = Files.createDirectories(Path.of(folders().getFirst()).resolveSibling("fast-start"));
			FastStart made = new FastStart(folder.resolve(Long.toHexString(state())));
			try (FileChannel file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE); FileLock _ = file.lock()) {
				if (!Files.exists(made.cache())) {
					dropAll(folder);
					made.packAndTrain();
				}
			}
			return made;
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
	}

	private static void dropAll(Path folder) throws IOException {
		try (Stream<Path> states = Files.list(folder)) {
			for (Path state : states.filter(Files::isDirectory).toList()) {
				FileSystemUtils.deleteRecursively(state);
			}
		}
	}

	private void packAndTrain() throws IOException {
		Files.createDirectories(this.folder);
		for (String classes : folders()) {
			pack(Path.of(classes), jar(classes));
		}
		Path data = Files.createDirectory(this.folder.resolve("training"));
		try (ServiceProcess training = new ServiceCommand(data)
			.launch(commandWith(List.of("-XX:AOTCacheOutput=" + cache())))
			.whenReady()) {
			// with the classes that load the model
			training.client().whenReady();
			training.terminate();
			training.waitForEnd(TRAINING_MAX);
		}
		if (!Files.exists(cache())) {
			Files.createFile(cache());
		}
	}

	private static void pack(Path classes, Path jar) throws IOException {
		try (JarOutputStream packed = new JarOutputStream(Files.newOutputStream(jar));
				Stream<Path> files = Files.walk(classes)) {
			for (Path file : files.sorted().toList()) {
				String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
				if (!name.isEmpty()) {
					packed.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
					if (Files.isRegularFile(file)) {
						Files.copy(file, packed);
					}
				}
			}
		}
	}

	private String classPath() {
		return classPathEntries().map((entry) -> Files.isDirectory(Path.of(entry)) ? jar(entry).toString() : entry)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private Path jar(String classes) {
		return this.folder.resolve(Integer.toHexString(classes.hashCode()) + ".jar");
	}

	private Path cache() {
		return this.folder.resolve("service.aot");
	}

	/** Changes when a class does. */
	private static long state() throws IOException {
		long state = System.getProperty("java.class.path").hashCode();
		for (String folder : folders()) {
			try (Stream<Path> files = Files.walk(Path.of(folder)).filter(Files::isRegularFile).sorted()) {
				for (Path file : files.toList()) {
					state = 31 * (31 * state + file.hashCode()) + Files.getLastModifiedTime(file).toMillis();
				}
			}
		}
		return state;
	}

	private static List<String> folders() {
		return classPathEntries().filter((entry) -> Files.isDirectory(Path.of(entry))).toList();
	}

	private static Stream<String> classPathEntries() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((each) -> !each.isEmpty());
	}

}
