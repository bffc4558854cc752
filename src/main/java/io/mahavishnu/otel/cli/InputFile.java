package io.mahavishnu.otel.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Something to read traces from.
 *
 * @param name its name, for people
 * @param path the file, or null for standard input
 * @param bytes its size; 0 for standard input
 * @param origin how it came to be read
 */
record InputFile(String name, @Nullable Path path, long bytes, Origin origin) {

	/** How a file came to be read. */
	enum Origin {

		/** It was named, so it has to hold traces. */
		NAMED,
		/** It lay in a folder, so it may be something else. */
		IN_FOLDER

	}

	static final InputFile STANDARD_INPUT = new InputFile("standard input", null, 0, Origin.NAMED);

	static InputFile of(Path path, Origin origin) {
		try {
			return new InputFile(path.toString(), path, Files.size(path), origin);
		}
		catch (IOException unreadable) {
			// Said when it is opened.
			return new InputFile(path.toString(), path, 0, origin);
		}
	}

	boolean isStandardInput() {
		return this.path == null;
	}

	InputStream open(InputStream standardInput) throws IOException {
		return (this.path != null) ? Files.newInputStream(this.path) : new BufferedInputStream(standardInput);
	}

}
