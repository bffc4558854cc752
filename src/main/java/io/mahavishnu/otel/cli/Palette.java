package io.mahavishnu.otel.cli;

/** How text is set off: by ANSI control sequences, or not at all. */
enum Palette {

	/** No control sequences. */
	PLAIN,
	/** Select Graphic Rendition of ECMA-48. */
	ANSI;

	private static final String RESET = "\u001b[0m";

	String bold(String text) {
		return with("1", text);
	}

	String dim(String text) {
		return with("2", text);
	}

	/** What failed. */
	String error(String text) {
		return with("31", text);
	}

	/** A word that was asked for. */
	String mark(String text) {
		return with("1;33", text);
	}

	/** An id, to be copied. */
	String id(String text) {
		return with("36", text);
	}

	private String with(String rendition, String text) {
		return (this == ANSI && !text.isEmpty()) ? "\u001b[" + rendition + "m" + text + RESET : text;
	}

}
