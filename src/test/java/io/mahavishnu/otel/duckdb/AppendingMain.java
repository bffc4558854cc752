package io.mahavishnu.otel.duckdb;

import java.nio.file.Path;
import java.util.stream.IntStream;

import io.mahavishnu.otel.store.StoredSpans;

/**
 * Appends without end from several threads, and prints the id of each trace after its
 * spans were acknowledged; made to be killed.
 */
final class AppendingMain {

	static final int SPANS_PER_TRACE = 3;

	private static final int THREADS = 4;

	private AppendingMain() {
	}

	// System.out is how the parent hears what was acknowledged
	@SuppressWarnings("SystemOut")
	public static void main(String[] arguments) {
		DuckDbTraceStore store = new DuckDbTraceStore(TestStores.open(Path.of(arguments[0])));
		String run = arguments[1];
		IntStream.range(0, THREADS).forEach((thread) -> Thread.ofPlatform().start(() -> {
			for (int i = 0;; i++) {
				String trace = run + "-" + thread + "-" + i;
				store.append(StoredSpans.spans(trace, SPANS_PER_TRACE)).join();
				synchronized (System.out) {
					System.out.println("acknowledged " + trace + ";");
					System.out.flush();
				}
			}
		}));
	}

}
