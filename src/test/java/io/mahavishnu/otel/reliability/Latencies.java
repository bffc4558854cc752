package io.mahavishnu.otel.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How long requests took since it was last asked. Thread-safe. */
final class Latencies {

	private static final long NANOS_PER_MICROSECOND = 1000;

	private List<Long> nanos = new ArrayList<>();

	/** Does something and notes how long that took. */
	<T> T time(Supplier<T> request) {
		long before = System.nanoTime();
		T answer = request.get();
		note(System.nanoTime() - before);
		return answer;
	}

	/** The figures since the last call. */
	synchronized Quantiles drain() {
		List<Long> sorted = this.nanos.stream().sorted().toList();
		this.nanos = new ArrayList<>();
		return sorted.isEmpty() ? new Quantiles(0, 0, 0)
				: new Quantiles(sorted.size(), at(sorted, 0.5), at(sorted, 0.99));
	}

	private synchronized void note(long taken) {
		this.nanos.add(taken);
	}

	private static double at(List<Long> sorted, double share) {
		return sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size()))) / NANOS_PER_MICROSECOND
				/ 1000.0;
	}

	/**
	 * How long requests took.
	 *
	 * @param count requests
	 * @param p50 the median, in milliseconds
	 * @param p99 what 99 of 100 did not exceed, in milliseconds
	 */
	record Quantiles(int count, double p50, double p99) {

	}

}
