/**
 * The query side: search by meaning and by words, fusion, explanations, get by id, and
 * the endpoints for them.
 */
@NullMarked
package io.mahavishnu.otel.search;

import org.jspecify.annotations.NullMarked;
