/**
 * What the service promises when things go wrong, tried from outside: it is killed, its
 * disk fills up, its files are damaged, and what it acknowledged must be there. A ledger
 * outside the service knows what that is.
 */
@NullMarked
package io.mahavishnu.otel.reliability;

import org.jspecify.annotations.NullMarked;
