/**
 * The ports of the truth: an append-only log of spans with deletes, and the vectors of
 * distinct passages. An engine implements both; the contracts are in their Javadoc and in
 * the contract test suites.
 */
@NullMarked
package io.mahavishnu.otel.store;

import org.jspecify.annotations.NullMarked;
