/**
 * What comes in over the network: decoding within limits, and the answers a sender gets.
 * Decoded spans go to the ingestion service; nothing is stored here.
 */
@NullMarked
package io.mahavishnu.otel.receive;

import org.jspecify.annotations.NullMarked;
