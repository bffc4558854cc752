package io.mahavishnu.otel.evaluation;

import java.util.Locale;

/** The ways to search that are compared. */
public enum SearchMode {

	/** By meaning and by words, fused. */
	HYBRID,

	/** By meaning alone, without a least similarity, so that the ranking is judged. */
	SEMANTIC,

	/** By words alone. */
	KEYWORD;

	/** The name that the service knows it by. */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The mode of that name.
	 * @throws IllegalArgumentException when there is none
	 */
	public static SearchMode ofWireName(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT));
	}

}
