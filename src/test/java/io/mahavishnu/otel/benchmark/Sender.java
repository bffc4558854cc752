package io.mahavishnu.otel.benchmark;

import java.io.Closeable;
import java.io.IOException;

/** A connection over which one request at a time is sent. For use by one thread. */
interface Sender extends Closeable {

	/**
	 * Sends a request and waits for the answer.
	 * @return whether it was acknowledged; false when it was refused
	 */
	boolean send(byte[] request) throws IOException;

}
