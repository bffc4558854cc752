package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

import io.mahavishnu.otel.filter.Filters;
import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.index.SampleTrace;
import io.mahavishnu.otel.lucene.LuceneProperties.VectorEncoding;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import org.apache.lucene.util.VectorUtil;
import org.awaitility.Awaitility;

import org.springframework.util.FileSystemUtils;

/**
 * Measures how many of the ten nearest traces the index finds, against brute force, with
 * and without filters: a program, and a call for tests. Each trace says one passage of
 * its own. The vectors are made: directions around topics, fifty to a topic on average,
 * as sentences lie about what they speak of.
 */
final class Recall {

	private static final int K = 10;

	/** As it is when nothing is set. */
	private static final int SELECTIVE_TRACES_MAX = 5_000;

	/** As it is when nothing is set. */
	private static final int COMPARED_PASSAGES_MAX = 2_000_000;

	private static final int BATCH = 10_000;

	/** After so many it is said how far the filling is. */
	private static final int PROGRESS = 100_000;

	private static final int PASSAGES_PER_TOPIC = 50;

	/** How far a passage lies from its topic; 1 would be as far as the topic is long. */
	private static final double SPREAD = 0.8;

	/** So often are all queries asked before their time counts. */
	private static final int WARM_UP_ROUNDS = 10;

	private static final Duration TIDIED_MAX = Duration.ofHours(1);

	private static final int NUMBERS = 10_000;

	/** Each trace has a number of 10,000: filters by the share of traces that pass. */
	private static final Map<Integer, String> FILTERS = Map.of(NUMBERS, "–", NUMBERS / 10, "10 %", NUMBERS / 100, "1 %",
			1, "0.01 %");

	private final VectorSource source;

	private final float[][] vectors;

	private final int[] numbers;

	private final float[][] queries;

	private final int warmUpRounds;

	/**
	 * @param passages how many passages, and traces
	 * @param dimension components of a vector
	 * @param queries how many queries are asked
	 * @param warmUpRounds how often all of them are asked before their time counts
	 */
	Recall(int passages, int dimension, int queries, int warmUpRounds) {
		this.source = new VectorSource(dimension, Math.max(1, passages / PASSAGES_PER_TOPIC), SPREAD, 42);
		this.vectors = this.source.take(passages);
		this.numbers = this.source.numbers(passages, NUMBERS);
		this.queries = this.source.take(queries);
		this.warmUpRounds = warmUpRounds;
	}

	/**
	 * What was measured.
	 *
	 * @param passages how many passages there were
	 * @param encoding how vectors were searched
	 * @param share which share of the traces passed the filter
	 * @param recall the mean share of the ten nearest that were found; NaN when none
	 * passed
	 * @param p50Millis the median time of a query, of a warm JVM that merges nothing
	 */
	record Figure(int passages, VectorEncoding encoding, String share, double recall, double p50Millis) {

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "| %,d | %s | %s | %s | %.1f |", this.passages,
					this.encoding.name().toLowerCase(Locale.ROOT), this.share,
					Double.isNaN(this.recall) ? "–" : String.format(Locale.ROOT, "%.4f", this.recall), this.p50Millis);
		}

	}

	/**
	 * Prints a table.
	 * @param arguments how many passages, one or several times, 1000 and 100000 when
	 * nothing is said; and which encodings, all when none is named
	 */
	public static void main(String[] arguments) throws IOException {
		List<String> sizes = Arrays.stream(arguments).filter(Recall::isNumber).toList();
		List<VectorEncoding> encodings = Arrays.stream(arguments)
			.filter((each) -> !isNumber(each))
			.map((each) -> VectorEncoding.valueOf(each.toUpperCase(Locale.ROOT)))
			.toList();
		PrintStream out = System.out;
		out.println("| passages | vectors | filter | recall@10 | p50 ms |\n|---|---|---|---|---|");
		for (String size : sizes.isEmpty() ? List.of("1000", "100000") : sizes) {
			Recall recall = new Recall(Integer.parseInt(size), 384, 100, WARM_UP_ROUNDS);
			for (VectorEncoding encoding : encodings.isEmpty() ? List.of(VectorEncoding.values()) : encodings) {
				recall.measure(encoding, SELECTIVE_TRACES_MAX, COMPARED_PASSAGES_MAX).forEach(out::println);
			}
		}
	}

	private static boolean isNumber(String argument) {
		return argument.chars().allMatch(Character::isDigit);
	}

	/**
	 * Fills an index and asks every query with every filter.
	 * @param selectiveTracesMax up to how many traces that pass a filter a search starts
	 * from them
	 * @param comparedPassagesMax up to how many passages are all compared when the
	 * graph's first do not do
	 */
	List<Figure> measure(VectorEncoding encoding, int selectiveTracesMax, int comparedPassagesMax) throws IOException {
		Path folder = Files.createTempDirectory("recall");
		try (LuceneTraceIndex index = LuceneTraceIndex
			.open(settings(folder, encoding, selectiveTracesMax, comparedPassagesMax))) {
			fill(index);
			if (this.warmUpRounds > 0) {
				awaitTidied(index);
			}
			try (IndexSnapshot snapshot = index.snapshot()) {
				return FILTERS.keySet()
					.stream()
					.sorted(Comparator.reverseOrder())
					.map((below) -> measure(snapshot, encoding, below))
					.toList();
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private static LuceneProperties settings(Path folder, VectorEncoding encoding, int selectiveTracesMax,
			int comparedPassagesMax) {
		LuceneProperties.Index index = TestSettings.index(selectiveTracesMax);
		return new LuceneProperties(folder.resolve("traces.duckdb").toString(),
				new LuceneProperties.Index(index.ramBufferSize(), index.graphSizeMax(), index.smallSegmentsSize(),
						index.snapshotTtl(), index.snapshotsMax(), encoding, index.kMax(), comparedPassagesMax,
						index.shapesPerPassageMax(), index.selectiveTracesMax(), index.contentMax()));
	}

	private void fill(LuceneTraceIndex index) {
		for (int from = 0; from < this.vectors.length; from += BATCH) {
			int to = Math.min(from + BATCH, this.vectors.length);
			index.putPassages(IntStream.range(from, to)
				.mapToObj((i) -> IndexedPassage.of(Passage.of("passage " + i), "", this.vectors[i]))
				.toList());
			index.putTraces(IntStream.range(from, to)
				.mapToObj((i) -> SampleTrace.trace("t" + i)
					.says("passage " + i)
					.span("shop", "GET /",
							Attributes.of(Map.of("number", new AttributeValue.LongValue(this.numbers[i]))))
					.build())
				.toList());
			index.refresh();
			if (to % PROGRESS == 0) {
				System.err.printf("%,d of %,d are in the index%n", to, this.vectors.length);
			}
		}
	}

	/** Waits until the index is as it is when nothing has come for a while. */
	private static void awaitTidied(LuceneTraceIndex index) {
		Awaitility.await().atMost(TIDIED_MAX).pollInterval(Duration.ofSeconds(1)).until(() -> !index.isTidying());
		index.tidy();
		Awaitility.await().atMost(TIDIED_MAX).pollInterval(Duration.ofSeconds(1)).until(() -> !index.isTidying());
		index.refresh();
	}

	private Figure measure(IndexSnapshot snapshot, VectorEncoding encoding, int below) {
		TraceFilter filter = (below == NUMBERS) ? TraceFilter.ALL : Filters.filter("{ .number < " + below + " }");
		int wanted = 0;
		int found = 0;
		for (float[] query : this.queries) {
			List<String> nearest = bruteForce(query, below);
			List<String> hits = nearest(snapshot, query, filter);
			wanted += nearest.size();
			found += (int) nearest.stream().filter(hits::contains).count();
		}
		return new Figure(this.vectors.length, encoding, FILTERS.getOrDefault(below, ""),
				(wanted > 0) ? (double) found / wanted : Double.NaN, medianMillis(snapshot, filter));
	}

	private static List<String> nearest(IndexSnapshot snapshot, float[] query, TraceFilter filter) {
		return snapshot.nearest(query, filter, -1, Grouping.NONE, K)
			.stream()
			.map((hit) -> hit.key().id().value())
			.toList();
	}

	private double medianMillis(IndexSnapshot snapshot, TraceFilter filter) {
		double[] millis = new double[this.queries.length];
		for (int round = 0; round <= this.warmUpRounds; round++) {
			for (int i = 0; i < millis.length; i++) {
				long startedNanos = System.nanoTime();
				nearest(snapshot, this.queries[i], filter);
				millis[i] = (System.nanoTime() - startedNanos) / 1e6;
			}
		}
		Arrays.sort(millis);
		return millis[millis.length / 2];
	}

	private List<String> bruteForce(float[] query, int below) {
		record Near(int passage, float similarity) {
		}
		PriorityQueue<Near> nearest = new PriorityQueue<>(Comparator.comparing(Near::similarity));
		for (int i = 0; i < this.vectors.length; i++) {
			if (this.numbers[i] < below) {
				nearest.add(new Near(i, VectorUtil.dotProduct(query, this.vectors[i])));
				if (nearest.size() > K) {
					nearest.remove();
				}
			}
		}
		return nearest.stream().map((near) -> "t" + near.passage()).toList();
	}

}
