package io.mahavishnu.otel.cli;

/** What the process tells a script by its exit code. */
final class ExitCodes {

	static final int DONE = 0;

	static final int NOTHING_FOUND = 1;

	static final int WRONG_USE = 2;

	static final int UNAVAILABLE = 3;

	static final int REFUSED_REQUEST = 4;

	static final int REFUSED_TRACES = 5;

	static final int FILE = 6;

	static final int DEFECT = 70;

	private ExitCodes() {
	}

}
