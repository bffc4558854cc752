package io.mahavishnu.otel.search;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The traces that answer a query.
 *
 * @param vector the query's vector, or null when it was ranked without one
 * @param ranked the traces, best first
 */
record Ranking(float @Nullable [] vector, List<Ranked> ranked) {

}
