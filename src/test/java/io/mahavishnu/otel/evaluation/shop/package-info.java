/**
 * A labelled set of classic microservice traces: an on-line shop, made by a seeded
 * generator from what happens in it, what goes wrong and what people ask about it.
 */
@NullMarked
package io.mahavishnu.otel.evaluation.shop;

import org.jspecify.annotations.NullMarked;
