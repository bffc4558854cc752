package io.mahavishnu.otel.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;

/**
 * A file that is written under another name, and gets its own when it is complete and on
 * the disk. What was not completed is removed by {@link #close()}.
 *
 * @param file the file
 */
public record NewFile(Path file) implements AutoCloseable {

	/**
	 * Begins a file.
	 * @throws TraceProblem {@code INVALID_REQUEST} when there is one of this name
	 */
	public static NewFile at(Path file) throws IOException {
		if (Files.exists(file)) {
			throw TraceProblem.invalidRequest("there is a file " + file + " already");
		}
		NewFile begun = new NewFile(file);
		Files.deleteIfExists(begun.part());
		return begun;
	}

	/** What could not be done with a file. */
	public static TraceProblem failed(Path file, IOException failure) {
		return new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the file " + file + " cannot be written: " + failure,
				failure);
	}

	/** Where to write. */
	public Path part() {
		return this.file.resolveSibling(this.file.getFileName() + ".part");
	}

	/**
	 * Gives the file its name.
	 * @return its size, bytes
	 */
	public long complete() throws IOException {
		force(part());
		Files.move(part(), this.file);
		forceFolderOf(this.file);
		return Files.size(this.file);
	}

	@Override
	public void close() throws IOException {
		Files.deleteIfExists(part());
		Files.deleteIfExists(this.file.resolveSibling(part().getFileName() + ".wal"));
	}

	/** Makes the name of a file durable, as far as a file system lets it. */
	public static void forceFolderOf(Path file) throws IOException {
		Path folder = file.toAbsolutePath().getParent();
		if (folder != null) {
			force(folder);
		}
	}

	/** Brings a file, or the names in a folder, to the disk. */
	public static void force(Path path) throws IOException {
		// some systems open no folders, and need not
		if (Files.isDirectory(path) && !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			return;
		}
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

}
