package io.mahavishnu.otel.benchmark;

import java.io.IOException;
import java.time.Duration;

/** One of those that take spans in turns. */
interface Contender {

	/** What it is, for people. */
	String title();

	/** The process that takes the spans. */
	Server server();

	/** How large a span is on its way; 0 when it takes none. */
	long bytesPerSpan();

	/** Gives it as many spans as it takes in some time. */
	Load.Sent run(Duration duration) throws IOException, InterruptedException;

}
