/**
 * The ingestion service: validates, hands spans to the store, and answers only when they
 * are durable; on request it waits until they can be found.
 */
@NullMarked
package io.mahavishnu.otel.ingest;

import org.jspecify.annotations.NullMarked;
