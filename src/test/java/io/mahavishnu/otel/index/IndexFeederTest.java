package io.mahavishnu.otel.index;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mahavishnu.otel.embed.InMemoryVectorStore;
import io.mahavishnu.otel.embed.ModelsOfTests;
import io.mahavishnu.otel.passage.PassageProperties;
import io.mahavishnu.otel.passage.TraceTexts;
import io.mahavishnu.otel.store.InMemoryTraceStore;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class IndexFeederTest {

	private static final FeederProperties SETTINGS = new FeederProperties(Duration.ZERO, Duration.ofSeconds(1), 10,
			1_000, DataSize.ofMegabytes(1), 1_000, 10, Duration.ZERO, 0, Duration.ofSeconds(1), Duration.ofMillis(10),
			Duration.ofMillis(100));

	private static final Duration WAIT_MAX = Duration.ofMinutes(1);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final InMemoryTraceStore store = new InMemoryTraceStore();

	private final InMemoryVectorStore vectors = new InMemoryVectorStore();

	private final ModelsOfTests models = new ModelsOfTests(ModelsOfTests.INT8, this.vectors, this.meters);

	@AfterEach
	void close() {
		this.models.close();
	}

	@Test
	void anError_endsOneRound_andNotTheFeeder() {
		AtomicBoolean faulty = new AtomicBoolean(true);
		InMemoryTraceIndex index = new InMemoryTraceIndex() {
			@Override
			public synchronized void putTraces(Collection<IndexedTrace> put) {
				if (faulty.getAndSet(false)) {
					throw new InternalError("a fault in a mapped file");
				}
				super.putTraces(put);
			}
		};
		this.store.append(StoredSpans.spans("t1", 1)).join();
		IndexFeeder feeder = feeder(index);

		feeder.start();
		try {
			assertThat(feeder.whenSearchable(List.of(new TraceId("t1")), this.store.head(), WAIT_MAX).join()).isTrue();
			assertThat(feeder.isRunning()).isTrue();
			assertThat(faulty).isFalse();
		}
		finally {
			feeder.stop();
		}
	}

	@Test
	void anIndex_thatReachesFurtherThanTheStore_isMadeAgain() {
		InMemoryTraceIndex index = new InMemoryTraceIndex();
		index.putTraces(List.of(SampleTrace.trace("lost").at(SpanLocations.of(new LogPosition(2))).build()));
		index.commit(LogPosition.START);
		this.store.append(StoredSpans.spans("kept", 1)).join();
		IndexFeeder feeder = feeder(index);

		feeder.start();
		try {
			assertThat(feeder.whenSearchable(List.of(new TraceId("kept")), this.store.head(), WAIT_MAX).join())
				.isTrue();
			assertThat(index.locate(List.of(new TraceId("lost"), new TraceId("kept"))))
				.containsOnlyKeys(new TraceId("kept"));
		}
		finally {
			feeder.stop();
		}
	}

	@Test
	void whenNothingMoreComes_theIndexIsTidied_andShownAndCommittedAfterwards() {
		List<String> calls = Collections.synchronizedList(new ArrayList<>());
		InMemoryTraceIndex index = new InMemoryTraceIndex() {
			@Override
			public void tidy() {
				calls.add("tidy");
			}

			@Override
			public boolean isTidying() {
				calls.add("look");
				return Collections.frequency(calls, "look") < 3;
			}

			@Override
			public void refresh() {
				calls.add("refresh");
			}

			@Override
			public synchronized void commit(LogPosition upTo) {
				calls.add("commit");
				super.commit(upTo);
			}
		};
		IndexFeeder feeder = feeder(index);

		feeder.start();
		try {
			Awaitility.await()
				.atMost(WAIT_MAX)
				.untilAsserted(() -> assertThat(List.copyOf(calls)).containsSubsequence("tidy", "look", "look", "look",
						"refresh", "commit"));
		}
		finally {
			feeder.stop();
		}
	}

	private IndexFeeder feeder(InMemoryTraceIndex index) {
		TraceTexts texts = new TraceTexts(new PassageProperties(110, 100, 1000, 100_000, 1_000_000, List.of()),
				this.meters);
		TraceIndexer indexer = new TraceIndexer(this.store, this.vectors, index, texts, this.models.get(),
				SystemNaming.AS_SENT, SETTINGS);
		PendingTraces pending = new PendingTraces(index.watermark(), SETTINGS, Ticker.systemTicker(),
				InstantSource.system());
		return new IndexFeeder(this.store, index, indexer, this.models.get(), new ModelChange(index, this.models.get()),
				pending, SETTINGS, this.meters);
	}

}
