package io.mahavishnu.otel.search;

import io.mahavishnu.otel.index.KeywordHit;
import io.mahavishnu.otel.index.SemanticHit;
import org.jspecify.annotations.Nullable;

/** The fused score of a trace. */
@FunctionalInterface
interface Formula {

	/**
	 * The score, greater for better traces, at most 1.
	 * @param near how near the trace is in meaning, or null when it has no vectors
	 * @param match how well its words match, or null when it says none of the query's
	 */
	double score(@Nullable SemanticHit near, @Nullable KeywordHit match);

}
