package io.mahavishnu.otel.mcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Excerpt;
import org.springframework.util.unit.DataSize;

/**
 * The files that an agent may name: those in the configured folders, wherever links lead.
 * Of a file elsewhere an agent does not even learn whether it is there.
 */
final class LogFiles {

	private final List<Path> folders;

	private final DataSize fileMax;

	LogFiles(List<Path> folders, DataSize fileMax) {
		this.folders = List.copyOf(folders);
		this.fileMax = fileMax;
	}

	/**
	 * The file of a name, links followed.
	 * @throws TraceProblem {@code INVALID_REQUEST} when it may not or cannot be read,
	 * {@code PAYLOAD_TOO_LARGE}
	 */
	Path allowed(String name) {
		if (this.folders.isEmpty()) {
			throw TraceProblem.invalidRequest("log_files is switched off, since " + McpProperties.PREFIX
					+ "log-folders names no folder: send the traces as trace_data, or let the operator set it");
		}
		try {
			Path file = Path.of(name).toRealPath();
			if (isWithin(file) && Files.isRegularFile(file)) {
				return requireSize(file);
			}
		}
		catch (IOException | InvalidPathException absent) {
			throw new TraceProblem(ProblemType.INVALID_REQUEST, noFile(name), absent);
		}
		throw TraceProblem.invalidRequest(noFile(name));
	}

	private boolean isWithin(Path file) throws IOException {
		for (Path folder : this.folders) {
			if (Files.isDirectory(folder) && file.startsWith(folder.toRealPath())) {
				return true;
			}
		}
		return false;
	}

	private Path requireSize(Path file) throws IOException {
		if (Files.size(file) > this.fileMax.toBytes()) {
			throw new TraceProblem(ProblemType.PAYLOAD_TOO_LARGE, file + " is larger than " + this.fileMax.toBytes()
					+ " bytes; split it or raise " + McpProperties.PREFIX + "log-file-max");
		}
		return file;
	}

	private static String noFile(String name) {
		return "log_files " + Excerpt.quoted(name) + " is no file in a folder of " + McpProperties.PREFIX
				+ "log-folders";
	}

}
