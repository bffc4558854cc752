package io.mahavishnu.otel.reliability;

/** A way in. Implementations are for use by many threads. */
interface Transport extends AutoCloseable {

	/**
	 * Sends spans.
	 * @return what became of them, as the service says
	 */
	Outcome send(TraceRequest request);

	/** Gives up its connections. */
	@Override
	void close();

	/** The answer to a request. */
	enum Outcome {

		/** They are durable. */
		ACKNOWLEDGED,
		/** They were refused for a passing fault. */
		REFUSED,
		/** There was no answer, so that they may be stored or not. */
		UNKNOWN

	}

}
