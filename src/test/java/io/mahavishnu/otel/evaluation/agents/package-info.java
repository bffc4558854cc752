/**
 * A labelled set of conversations with agents, in the dialects of OpenInference and
 * OpenLLMetry.
 */
@NullMarked
package io.mahavishnu.otel.evaluation.agents;

import org.jspecify.annotations.NullMarked;
