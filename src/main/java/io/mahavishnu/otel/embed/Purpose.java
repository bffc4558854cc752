package io.mahavishnu.otel.embed;

import java.util.Locale;

/**
 * What a text is embedded for. The order is the order of service: a query, for which
 * somebody waits, goes ahead of all passages.
 */
enum Purpose {

	/** A question that somebody asks now. */
	QUERY,
	/** A passage that is being indexed in the background. */
	PASSAGE;

	/** The name as a tag of metrics. */
	String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

}
