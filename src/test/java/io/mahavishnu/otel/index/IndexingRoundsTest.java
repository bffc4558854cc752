package io.mahavishnu.otel.index;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.List;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mahavishnu.otel.embed.InMemoryVectorStore;
import io.mahavishnu.otel.embed.ModelsOfTests;
import io.mahavishnu.otel.passage.PassageProperties;
import io.mahavishnu.otel.passage.TraceTexts;
import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.InMemoryTraceStore;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class IndexingRoundsTest {

	private static final FeederProperties TWO_TRACES_A_BATCH = new FeederProperties(Duration.ZERO,
			Duration.ofSeconds(1), 10, 100, DataSize.ofMegabytes(1), 100, 2, Duration.ofMinutes(1), 4,
			Duration.ofSeconds(1), Duration.ZERO, Duration.ofMinutes(1));

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<Integer> readAtATime = new ArrayList<>();

	private final InMemoryTraceStore store = new InMemoryTraceStore() {
		@Override
		public synchronized Map<TraceId, List<Change.Appended>> read(Collection<TraceLocation> traces,
				LogPosition tail) {
			IndexingRoundsTest.this.readAtATime.add(traces.size());
			return super.read(traces, tail);
		}
	};

	private final InMemoryVectorStore vectors = new InMemoryVectorStore();

	private final InMemoryTraceIndex index = new InMemoryTraceIndex();

	private PendingTraces pending = new PendingTraces(LogPosition.START, TWO_TRACES_A_BATCH, Ticker.systemTicker(),
			InstantSource.system());

	private final ModelsOfTests models = new ModelsOfTests(ModelsOfTests.INT8, this.vectors, this.meters);

	@AfterEach
	void close() {
		this.models.close();
	}

	@Test
	void round_pausesBetweenItsBatches_andShowsThemTogether() {
		for (String trace : List.of("t1", "t2", "t3", "t4", "t5")) {
			this.store.append(StoredSpans.spans(trace, 1)).join();
		}
		List<Integer> waitingAtPauses = new ArrayList<>();

		rounds(TWO_TRACES_A_BATCH).next(() -> waitingAtPauses.add(this.pending.due(100).size()));

		assertThat(waitingAtPauses).containsExactly(5, 5);
		assertThat(this.pending.isEmpty()).isTrue();
		assertThat(this.meters.counter("mahavishnu.index.traces").count()).isEqualTo(5);
	}

	@Test
	void aBacklog_isReadOnlyAsFarAsItCanBeKept() {
		FeederProperties smallBuffer = new FeederProperties(Duration.ZERO, Duration.ofSeconds(1), 10, 10,
				DataSize.ofMegabytes(1), 5, 1, Duration.ZERO, 4, Duration.ofSeconds(1), Duration.ZERO,
				Duration.ofMinutes(1));
		backlog(smallBuffer, 40);
		IndexingRounds rounds = rounds(smallBuffer);

		while (rounds.next(() -> {
		})) {
			assertThat(this.pending.due(100)).hasSizeLessThanOrEqualTo(10)
				.allMatch((trace) -> trace.getValue().complete());
		}

		assertThat(this.meters.counter("mahavishnu.index.traces").count()).isEqualTo(40);
	}

	@Test
	void aBacklog_isReadInPartsThatCanBeKept_whereTheBufferIsSmallerThanARead() {
		FeederProperties smallBuffer = new FeederProperties(Duration.ZERO, Duration.ofSeconds(1), 10, 4,
				DataSize.ofMegabytes(1), 10, 1, Duration.ZERO, 4, Duration.ofSeconds(1), Duration.ZERO,
				Duration.ofMinutes(1));
		backlog(smallBuffer, 20);
		IndexingRounds rounds = rounds(smallBuffer);

		while (rounds.next(() -> {
		})) {
			assertThat(this.pending.due(100)).allMatch((trace) -> trace.getValue().complete());
		}

		assertThat(this.meters.counter("mahavishnu.index.traces").count()).isEqualTo(20);
	}

	@Test
	void aBacklog_isReadOn_whereNothingThatIsKeptIsDue() {
		FeederProperties noBuffer = new FeederProperties(Duration.ofHours(1), Duration.ofHours(1), 10, 0,
				DataSize.ofMegabytes(1), 5, 1, Duration.ZERO, 4, Duration.ofSeconds(1), Duration.ZERO,
				Duration.ofMinutes(1));
		backlog(noBuffer, 12);
		IndexingRounds rounds = rounds(noBuffer);

		for (int round = 0; round < 3; round++) {
			rounds.next(() -> {
			});
		}

		assertThat(this.pending.readUpTo()).isEqualTo(this.store.head());
	}

	@Test
	void tracesThatGrow_areReadBackInPortionsOfTheSizeThatIsKept() {
		FeederProperties megabyte = new FeederProperties(Duration.ZERO, Duration.ZERO, 10, 1_000,
				DataSize.ofMegabytes(1), 1_000, 100, Duration.ZERO, 4, Duration.ofSeconds(1), Duration.ZERO,
				Duration.ofMinutes(1));
		backlog(megabyte, 0);
		IndexingRounds rounds = rounds(megabyte);
		for (int part = 0; part < 2; part++) {
			for (int i = 0; i < 40; i++) {
				this.store.append(List.of(StoredSpans.span("t" + i, "s" + part, "x".repeat(100_000)))).join();
			}
			while (rounds.next(() -> {
			})) {
				assertThat(this.pending.isEmpty()).isTrue();
			}
		}

		assertThat(this.readAtATime).contains(4, 5).allMatch((traces) -> traces <= 6);
		assertThat(this.index.figures().spans()).isEqualTo(80);
	}

	@Test
	void aTrace_thatCannotBeIndexed_isReadByItsIdAllTheSame() {
		InMemoryTraceIndex refusing = new InMemoryTraceIndex() {
			@Override
			public synchronized void putTraces(Collection<IndexedTrace> put) {
				if (put.stream().anyMatch((each) -> each.text().words().names().contains("poison"))) {
					throw new IllegalArgumentException("poison");
				}
				super.putTraces(put);
			}
		};
		this.store.append(List.of(StoredSpans.span("t1", "a"), StoredSpans.span("t2", "a", "poison"))).join();

		rounds(TWO_TRACES_A_BATCH, refusing).next(() -> {
		});

		assertThat(this.meters.counter("mahavishnu.index.skipped").count()).isEqualTo(1);
		assertThat(this.meters.counter("mahavishnu.index.traces").count()).isEqualTo(1);
		TraceReader reader = new TraceReader(this.store, refusing, this.pending, SystemNaming.AS_SENT);
		assertThat(reader.find(new TraceId("t2")).orElseThrow().spans())
			.containsExactly(StoredSpans.span("t2", "a", "poison").span());
	}

	private void backlog(FeederProperties properties, int traces) {
		this.pending = new PendingTraces(LogPosition.START, properties, Ticker.systemTicker(), InstantSource.system());
		for (int i = 0; i < traces; i++) {
			this.store.append(StoredSpans.spans("t" + i, 1)).join();
		}
	}

	private IndexingRounds rounds(FeederProperties properties) {
		return rounds(properties, this.index);
	}

	private IndexingRounds rounds(FeederProperties properties, TraceIndex index) {
		TraceTexts texts = new TraceTexts(new PassageProperties(110, 100, 1000, 100_000, 1_000_000, List.of()),
				this.meters);
		TraceIndexer indexer = new TraceIndexer(this.store, this.vectors, index, texts, this.models.get(),
				SystemNaming.AS_SENT, properties);
		return new IndexingRounds(this.store, index, indexer, this.models.get(),
				new ModelChange(index, this.models.get()), this.pending, new SearchableWaiters(),
				new CatchUp(this.store, this.pending), properties, this.meters);
	}

}
