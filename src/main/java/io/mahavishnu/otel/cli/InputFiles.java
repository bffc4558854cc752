package io.mahavishnu.otel.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Finds what a person names: files, folders with all below them, patterns such as
 * {@code logs/**&#47;*.json} (for shells that leave them alone), and {@code -} for
 * standard input. Hidden files and folders are passed over unless they are named.
 */
final class InputFiles {

	private InputFiles() {
	}

	/**
	 * The files, in the order of the names, those of a folder sorted.
	 * @throws CommandFailure when there is nothing under a name
	 */
	static List<InputFile> find(List<String> names) {
		List<InputFile> files = new ArrayList<>();
		for (String name : names) {
			try {
				find(name, files);
			}
			catch (InvalidPathException | PatternSyntaxException notAPath) {
				throw nothing(name);
			}
			catch (IOException | UncheckedIOException unreadable) {
				throw new CommandFailure(ExitCodes.FILE, "Cannot read " + name + ": " + unreadable.getMessage(),
						unreadable);
			}
		}
		return files;
	}

	private static void find(String name, List<InputFile> files) throws IOException {
		if (name.equals("-")) {
			files.add(InputFile.STANDARD_INPUT);
			return;
		}
		if (name.indexOf('*') < 0 || !isPattern(name)) {
			Path path = Path.of(name);
			if (Files.isDirectory(path)) {
				below(path).forEach((each) -> files.add(InputFile.of(each, InputFile.Origin.IN_FOLDER)));
				return;
			}
			if (Files.exists(path)) {
				files.add(InputFile.of(path, InputFile.Origin.NAMED));
				return;
			}
		}
		List<Path> matching = isPattern(name) ? matching(name) : List.of();
		if (matching.isEmpty()) {
			throw nothing(name);
		}
		matching.forEach((each) -> files.add(InputFile.of(each, InputFile.Origin.NAMED)));
	}

	private static List<Path> matching(String pattern) throws IOException {
		int wild = indexOfWild(pattern);
		int folderEnd = pattern.lastIndexOf('/', wild);
		Path folder = Path.of((folderEnd > 0) ? pattern.substring(0, folderEnd) : (folderEnd == 0) ? "/" : "");
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.substring(folderEnd + 1));
		return below(folder).filter((each) -> matcher.matches(folder.relativize(each))).toList();
	}

	/** The files below a folder, sorted. */
	private static Stream<Path> below(Path folder) throws IOException {
		try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
			return walk.filter(Files::isRegularFile)
				.filter((each) -> !isHidden(folder.relativize(each)))
				.sorted()
				.toList()
				.stream();
		}
	}

	private static boolean isHidden(Path relative) {
		for (Path each : relative) {
			if (each.toString().startsWith(".")) {
				return true;
			}
		}
		return false;
	}

	private static boolean isPattern(String name) {
		return indexOfWild(name) >= 0;
	}

	private static int indexOfWild(String name) {
		for (int i = 0; i < name.length(); i++) {
			if ("*?[{".indexOf(name.charAt(i)) >= 0) {
				return i;
			}
		}
		return -1;
	}

	private static CommandFailure nothing(String name) {
		return new CommandFailure(ExitCodes.FILE, "There is no file " + name + ".");
	}

}
