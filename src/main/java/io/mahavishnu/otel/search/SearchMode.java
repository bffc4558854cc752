package io.mahavishnu.otel.search;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What traces are found by. */
public enum SearchMode {

	/** By meaning alone: cosine, cut at a threshold. */
	SEMANTIC,

	/** By words alone: BM25. */
	KEYWORD,

	/** By both, fused. */
	HYBRID;

	/** The mode's name in requests, answers and metrics: lower case. */
	@JsonValue
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
