package io.mahavishnu.otel.filter;

/** Filters for tests, as they are written. */
public final class Filters {

	/** The limits that hold when nothing is set. */
	public static final FilterProperties LIMITS = new FilterProperties(4000, 50, 20);

	private static final FilterParser PARSER = new FilterParser(LIMITS);

	private Filters() {
	}

	public static TraceFilter filter(String text) {
		return PARSER.parse(text);
	}

}
