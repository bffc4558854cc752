/**
 * The query side: search by meaning and by words, fusion, explanations, get by id, and
 * the endpoints for them. {@link io.mahavishnu.otel.search.SearchService} is the way in;
 * a query becomes a ranking ({@code Ranker}, {@code Fusion}), a page of it is read and
 * explained ({@code Pages}, {@code ResultReader}, {@code MatchFinder}).
 */
@NullMarked
package io.mahavishnu.otel.search;

import org.jspecify.annotations.NullMarked;
