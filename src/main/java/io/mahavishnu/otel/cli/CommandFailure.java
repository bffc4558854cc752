package io.mahavishnu.otel.cli;

import org.jspecify.annotations.Nullable;

/**
 * Ends a command: one sentence for the person, one exit code for the script.
 */
final class CommandFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int exitCode;

	CommandFailure(int exitCode, String message) {
		this(exitCode, message, null);
	}

	CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.exitCode = exitCode;
	}

	int exitCode() {
		return this.exitCode;
	}

	String sentence() {
		return String.valueOf(getMessage());
	}

}
