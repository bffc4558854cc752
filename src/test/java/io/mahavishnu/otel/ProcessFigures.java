package io.mahavishnu.otel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process takes of the machine, as Linux counts it.
 *
 * @param pid the id of the process
 */
public record ProcessFigures(long pid) {

	private static final long MEGABYTE = 1024;

	/** The resident memory now, in MB. */
	public long residentMegabytes() {
		return status("VmRSS:") / MEGABYTE;
	}

	/** The most resident memory so far, in MB. */
	public long peakResidentMegabytes() {
		return status("VmHWM:") / MEGABYTE;
	}

	/** Threads of the operating system. */
	public long threads() {
		return status("Threads:");
	}

	/** Open files, sockets and the like. */
	public long files() {
		try (Stream<Path> open = Files.list(folder().resolve("fd"))) {
			return open.count();
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
	}

	private long status(String field) {
		try (Stream<String> lines = Files.lines(folder().resolve("status"))) {
			return lines.filter((line) -> line.startsWith(field))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
				.findFirst()
				.orElse(0);
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
	}

	private Path folder() {
		return Path.of("/proc", Long.toString(this.pid));
	}

}
