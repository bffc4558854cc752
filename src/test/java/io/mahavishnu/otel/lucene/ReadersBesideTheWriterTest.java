package io.mahavishnu.otel.lucene;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.index.SampleTrace;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadersBesideTheWriterTest {

	private static final int TRACES = 20;

	/** Every trace always says one passage with a vector and one word. */
	private static void put(LuceneTraceIndex index, int round) {
		index.putPassages(List
			.of(IndexedPassage.of(Passage.of("p" + round), "", new float[] { 0.6f, (round % 2 == 0) ? 0.8f : -0.8f })));
		index.putTraces(IntStream.range(0, TRACES)
			.mapToObj((i) -> SampleTrace.trace("t" + i).says("p" + round).body("word round" + round).build())
			.toList());
	}

	@Test
	void snapshots_showWholeTraces_whileTheyAreReplaced() throws ExecutionException, InterruptedException {
		AtomicBoolean done = new AtomicBoolean();
		try (LuceneTraceIndex index = LuceneTraceIndex.open(TestSettings.inMemory());
				ExecutorService readers = Executors.newFixedThreadPool(2)) {
			put(index, 0);
			index.refresh();
			List<Future<Integer>> reads = IntStream.range(0, 2)
				.mapToObj((i) -> readers.submit(() -> readUntil(done, index)))
				.toList();
			for (int round = 1; round <= 20; round++) {
				put(index, round);
				index.refresh();
				index.removeOrphans();
				index.commit(new LogPosition(round));
			}
			done.set(true);
			for (Future<Integer> read : reads) {
				assertThat(read.get()).isPositive();
			}
			assertThat(index.figures().passages()).isEqualTo(1);
		}
	}

	private static int readUntil(AtomicBoolean done, LuceneTraceIndex index) {
		int reads = 0;
		do {
			try (IndexSnapshot snapshot = index.snapshot()) {
				assertThat(snapshot.nearest(new float[] { 1, 0 }, TraceFilter.ALL, -1, Grouping.NONE, 100))
					.hasSize(TRACES);
				assertThat(snapshot.matching("word", TraceFilter.ALL, Grouping.NONE, 100)).hasSize(TRACES);
				assertThat(snapshot.count(TraceFilter.ALL)).isEqualTo(TRACES);
			}
			assertThat(index.locate(List.of(new TraceId("t1")))).hasSize(1);
			reads++;
		}
		while (!done.get());
		return reads;
	}

}
