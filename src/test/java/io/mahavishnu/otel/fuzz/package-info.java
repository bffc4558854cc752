/**
 * Damages valid inputs and watches what becomes of them: nothing but a refusal that the
 * contract knows, in little memory and time.
 */
@NullMarked
package io.mahavishnu.otel.fuzz;

import org.jspecify.annotations.NullMarked;
