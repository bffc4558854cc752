package io.mahavishnu.otel.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * How long answers took.
 *
 * @param sortedNanos of each request, the quickest first
 */
record Latencies(long[] sortedNanos) {

	/**
	 * Asks one question after the other over one connection.
	 * @param paths the path with the query of each question, by its number
	 */
	static Latencies of(int port, int questions, IntFunction<String> paths) throws IOException {
		long[] nanos = new long[questions];
		try (HttpSender sender = new HttpSender(port)) {
			for (int i = 0; i < questions; i++) {
				byte[] request = ("GET " + paths.apply(i) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII);
				long start = System.nanoTime();
				if (!sender.send(request)) {
					throw new IOException("not answered: " + paths.apply(i));
				}
				nanos[i] = System.nanoTime() - start;
			}
		}
		Arrays.sort(nanos);
		return new Latencies(nanos);
	}

	/** Those of several looks together. */
	static Latencies all(List<Latencies> parts) {
		return new Latencies(
				parts.stream().flatMapToLong((part) -> Arrays.stream(part.sortedNanos)).sorted().toArray());
	}

	/** The time in milliseconds within which a share of the answers came. */
	double quantile(double share) {
		return this.sortedNanos[(int) Math.min(this.sortedNanos.length - 1L,
				Math.round(share * this.sortedNanos.length))] / 1e6;
	}

}
