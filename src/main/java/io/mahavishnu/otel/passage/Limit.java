package io.mahavishnu.otel.passage;

import java.util.Locale;

/** The limits at which a trace's text is cut. */
enum Limit {

	SPAN_CHARACTERS, SPAN_PASSAGES, TRACE_PASSAGES, TRACE_WORDS;

	/** The value of the metric's tag. */
	String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

}
