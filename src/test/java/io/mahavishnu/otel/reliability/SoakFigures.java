package io.mahavishnu.otel.reliability;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Figures of one interval of a soak.
 *
 * @param residentMegabytes resident memory of the service
 * @param heapMegabytes what is left on its heap after a full collection
 * @param threads its threads
 * @param files its open files
 * @param traces traces that it holds
 * @param ingest how long spans took to be acknowledged
 * @param search how long searches took
 * @param read how long traces took to be read by their ids
 */
record SoakFigures(long residentMegabytes, long heapMegabytes, long threads, long files, long traces,
		Latencies.Quantiles ingest, Latencies.Quantiles search, Latencies.Quantiles read) {

	/** The names of what {@link #line} gives. */
	static final String HEADING = String.format(Locale.ROOT, "%6s %8s %8s %7s %5s %7s %15s %15s %15s", "after",
			"resident", "heap", "threads", "files", "traces", "ingest p50/p99", "search p50/p99", "read p50/p99");

	/** A line of the table. */
	String line(long seconds) {
		return String.format(Locale.ROOT, "%5ds %5d MB %5d MB %7d %5d %7d %15s %15s %15s", seconds,
				this.residentMegabytes, this.heapMegabytes, this.threads, this.files, this.traces, show(this.ingest),
				show(this.search), show(this.read));
	}

	private static String show(Latencies.Quantiles quantiles) {
		return String.format(Locale.ROOT, "%.1f/%.1f ms", quantiles.p50(), quantiles.p99());
	}

	/** What must not grow in the course of a soak. */
	enum Figure {

		RESIDENT_MEMORY("resident memory, MB", 1.1, 10, SoakFigures::residentMegabytes),
		HEAP("heap after a full collection, MB", 1.1, 5, SoakFigures::heapMegabytes),
		THREADS("threads", 1, 5, SoakFigures::threads), FILES("open files", 1.1, 10, SoakFigures::files),
		INGEST_P50("ingest p50, ms", 1.5, 2, (figures) -> figures.ingest().p50()),
		INGEST_P99("ingest p99, ms", 2, 50, (figures) -> figures.ingest().p99()),
		SEARCH_P50("search p50, ms", 1.5, 2, (figures) -> figures.search().p50()),
		SEARCH_P99("search p99, ms", 2, 50, (figures) -> figures.search().p99()),
		READ_P50("read p50, ms", 1.5, 2, (figures) -> figures.read().p50()),
		READ_P99("read p99, ms", 2, 50, (figures) -> figures.read().p99());

		private final String title;

		private final double factor;

		private final double more;

		private final ToDoubleFunction<SoakFigures> of;

		/**
		 * A figure.
		 * @param factor how many times the first third the last third may be, or else
		 * @param more by how much it may exceed it
		 */
		Figure(String title, double factor, double more, ToDoubleFunction<SoakFigures> of) {
			this.title = title;
			this.factor = factor;
			this.more = more;
			this.of = of;
		}

		String title() {
			return this.title;
		}

		/** The median over some intervals. */
		double median(List<SoakFigures> figures) {
			double[] sorted = figures.stream().mapToDouble(this.of).sorted().toArray();
			return sorted[sorted.length / 2];
		}

		/** Whether a last third is no more than a first third allows. */
		boolean isFlat(double first, double last) {
			return last <= Math.max(first * this.factor, first + this.more);
		}

	}

}
