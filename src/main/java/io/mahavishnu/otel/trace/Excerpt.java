package io.mahavishnu.otel.trace;

/** A value as an error message may show it: quoted, short, without control characters. */
public final class Excerpt {

	private static final int LENGTH_MAX = 60;

	private Excerpt() {
	}

	/** The value in double quotes, cut at 60 characters, control characters replaced. */
	public static String quoted(String value) {
		String shown = (value.length() > LENGTH_MAX) ? value.substring(0, LENGTH_MAX) + "…" : value;
		return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
	}

}
