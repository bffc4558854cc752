package io.mahavishnu.otel.retention;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import io.mahavishnu.otel.index.InMemoryTraceIndex;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.retention.RetentionFigures.Limit;
import io.mahavishnu.otel.store.ArchiveFigures;
import io.mahavishnu.otel.store.Backup;
import io.mahavishnu.otel.store.InMemoryTraceStore;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.ReceiptBound;
import io.mahavishnu.otel.store.StoreFiles;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Span;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is removed and purged, and when. */
class RetentionTest {

	private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");

	private static final long NOW_NANOS = NOW.getEpochSecond() * 1_000_000_000;

	private static final long HOUR = Duration.ofHours(1).toNanos();

	private final InMemoryTraceStore store = new InMemoryTraceStore(1_000_000);

	private final InMemoryTraceIndex index = new InMemoryTraceIndex();

	private final PurgeLog files = new PurgeLog();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	@Test
	void nothingIsRemoved_unlessASettingSaysSo() {
		add("old", NOW_NANOS - 100_000 * HOUR, 0);
		Retention retention = run(Map.of());
		assertThat(traces()).containsExactly("old");
		assertThat(retention.figures()).isEqualTo(new RetentionFigures(0, 0, NOW_NANOS, Limit.NONE));
	}

	@Test
	void maxAge_counts_fromTheReceiptOfTheLastSpan() {
		add("just-too-old", NOW_NANOS - 24 * HOUR - 1, 0);
		add("just-not", NOW_NANOS - 24 * HOUR, 0);
		add("grew", NOW_NANOS - 48 * HOUR, 0);
		add("grew", NOW_NANOS - HOUR, 0);
		Retention retention = run(Map.of("max-age", "24h", "hold-most", "0", "step-traces", "1"));
		assertThat(traces()).containsExactlyInAnyOrder("just-not", "grew");
		assertThat(retention.figures()).isEqualTo(new RetentionFigures(1, 1, NOW_NANOS, Limit.MAX_AGE));
		assertThat(this.meters.get("mahavishnu.retention.traces").counter().count()).isEqualTo(1);
		assertThat(this.meters.get("mahavishnu.retention.spans").counter().count()).isEqualTo(1);
	}

	@Test
	void aClockThatIsWrong_neitherKeepsATraceNorRemovesIt() {
		add("of-1970", NOW_NANOS, 1);
		add("of-2100", NOW_NANOS - 48 * HOUR, 4_102_444_800_000_000_000L);
		run(Map.of("max-age", "24h", "hold-most", "0"));
		assertThat(traces()).containsExactly("of-1970");
	}

	@Test
	void aClockThatJumpsForward_removesNothing_asLongAsMostIsHeld() {
		IntStream.range(0, 10).forEach((i) -> add("t" + i, NOW_NANOS - i * HOUR, 0));
		AtomicReference<Instant> clock = new AtomicReference<>(NOW.plus(Duration.ofDays(3650)));
		AtomicLong nanoTime = new AtomicLong(7);
		Retention retention = retention(Map.of("max-age", "30d"), clock::get, nanoTime::get);
		for (int hour = 0; hour < 24; hour++) {
			retention.run(() -> false);
			nanoTime.addAndGet(HOUR);
		}
		assertThat(traces()).hasSize(10);
		assertThat(this.meters.get("mahavishnu.retention.held").gauge().value()).isEqualTo(1);
		clock.set(NOW);
		retention.run(() -> false);
		assertThat(traces()).hasSize(10);
		assertThat(this.meters.get("mahavishnu.retention.held").gauge().value()).isZero();
	}

	@Test
	void whatIsReallyOld_isRemovedAfterTheHold_andASmallPartAtOnce() {
		IntStream.range(0, 10).forEach((i) -> add("t" + i, NOW_NANOS - i * HOUR, 0));
		AtomicLong nanoTime = new AtomicLong(7);
		Retention small = retention(Map.of("max-age", "8h"), () -> NOW, nanoTime::get);
		small.run(() -> false);
		assertThat(traces()).hasSize(9).doesNotContain("t9");
		Retention all = retention(Map.of("max-age", "30m", "hold-most", "24h"), () -> NOW, nanoTime::get);
		all.run(() -> false);
		assertThat(traces()).hasSize(9);
		nanoTime.addAndGet(HOUR / 2);
		all.run(() -> false);
		assertThat(traces()).containsExactly("t0");
	}

	@Test
	void aClockThatJumpsBack_removesNothing() {
		IntStream.range(0, 10).forEach((i) -> add("t" + i, NOW_NANOS - i * HOUR, 0));
		retention(Map.of("max-age", "24h"), () -> Instant.EPOCH, () -> 7).run(() -> false);
		assertThat(traces()).hasSize(10);
	}

	@Test
	void maxDisk_removesTheOldest_untilALittleLessIsUsed() {
		IntStream.range(0, 200).forEach((i) -> add("t" + i, NOW_NANOS - (200 - i) * HOUR, 0));
		Retention retention = run(Map.of("max-disk", "120000000B"));
		assertThat(traces()).hasSizeBetween(110, 118).contains("t199").doesNotContain("t0");
		assertThat(retention.figures().limitedBy()).isEqualTo(Limit.MAX_DISK);
		assertThat(this.files.reclaimed).isEqualTo(1);
		assertThat(run(Map.of("max-disk", "120000000B")).figures().limitedBy()).isEqualTo(Limit.NONE);
	}

	@Test
	void maxDisk_removesNothingMore_untilTheRoomOfWhatWentIsFree() {
		IntStream.range(0, 200).forEach((i) -> add("t" + i, NOW_NANOS - (200 - i) * HOUR, 0));
		Retention retention = retention(Map.of("max-disk", "120000000B"), () -> NOW, () -> 7);
		this.files.atReclaim = () -> {
			throw new TraceProblem(ProblemType.BUSY, "a backup runs");
		};
		retention.run(() -> false);
		int left = traces().size();
		IntStream.range(0, 30).forEach((i) -> add("u" + i, NOW_NANOS, 0));

		retention.run(() -> false);
		assertThat(traces()).hasSize(left + 30);
		this.files.atReclaim = () -> {
		};
		retention.run(() -> false);
		assertThat(traces()).hasSize(left + 30);
		retention.run(() -> false);
		assertThat(traces()).hasSizeBetween(110, 118);
	}

	@Test
	void maxDisk_goesByTheOrderOfReceipt_whateverTheClockSaid() {
		IntStream.range(0, 200).forEach((i) -> add("t" + i, NOW_NANOS - i * HOUR, 0));
		run(Map.of("max-disk", "120000000B"));
		assertThat(traces()).contains("t199").doesNotContain("t0");
	}

	@Test
	void aPurge_waitsUntilItIsDue_andUntilTheIndexHasFollowed() {
		this.files.unpurged = new StoreFiles.Unpurged(NOW_NANOS - HOUR, new LogPosition(7));
		run(Map.of("purge-after", "2h"));
		assertThat(this.files.purged).isEmpty();
		run(Map.of("purge-after", "30m"));
		assertThat(this.files.purged).isEmpty();
		this.index.commit(new LogPosition(8));
		run(Map.of("purge-after", "30m"));
		assertThat(this.files.purged).containsExactly(new LogPosition(8));
	}

	@Test
	void aPurge_isDue_whenTheClockWasAheadAtTheDeletion() {
		this.files.unpurged = new StoreFiles.Unpurged(NOW_NANOS + 9_000 * HOUR, LogPosition.START);

		run(Map.of("purge-after", "2h"));

		assertThat(this.files.purged).hasSize(1);
	}

	@Test
	void aPurge_ofWhatAnEarlierRunRemoved_comesBeforeMoreIsRemoved() {
		add("old", NOW_NANOS - 48 * HOUR, 0);
		this.files.unpurged = new StoreFiles.Unpurged(NOW_NANOS - HOUR, LogPosition.START);
		this.files.atPurge = () -> assertThat(traces()).containsExactly("old");

		run(Map.of("purge-after", "30m", "max-age", "24h", "hold-most", "0"));

		assertThat(this.files.purged).hasSize(1);
		assertThat(traces()).isEmpty();
	}

	@Test
	void aPurge_thatFails_keepsNoOldTraces() {
		add("old", NOW_NANOS - 48 * HOUR, 0);
		this.files.unpurged = new StoreFiles.Unpurged(NOW_NANOS - HOUR, LogPosition.START);
		this.files.atPurge = () -> {
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "there is no room for a copy");
		};

		run(Map.of("purge-after", "30m", "max-age", "24h", "hold-most", "0"));

		assertThat(traces()).isEmpty();
	}

	private Retention run(Map<String, String> settings) {
		Retention retention = retention(settings, () -> NOW, () -> 7);
		retention.run(() -> false);
		return retention;
	}

	private Retention retention(Map<String, String> settings, InstantSource clock, LongSupplier nanoTime) {
		RetentionProperties properties = new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("",
				RetentionProperties.class);
		return new Retention(this.store, this.files, this.index, () -> {
		}, properties, clock, nanoTime, this.meters);
	}

	private void add(String trace, long receivedNanos, long startNanos) {
		Span span = StoredSpans.span(trace, "s" + receivedNanos)
			.span()
			.toBuilder()
			.time(startNanos, startNanos)
			.build();
		this.store.append(List.of(new ReceivedSpan(span, null, receivedNanos))).join();
	}

	private List<String> traces() {
		return this.store.oldest(LogPosition.START, 1000, ReceiptBound.before(Long.MAX_VALUE))
			.traces()
			.stream()
			.map((trace) -> trace.id().value())
			.toList();
	}

	/** Files that only note what they are told. */
	private static final class PurgeLog implements StoreFiles {

		private final List<LogPosition> purged = new ArrayList<>();

		private int reclaimed;

		private Runnable atPurge = () -> {
		};

		private Runnable atReclaim = () -> {
		};

		private StoreFiles.@Nullable Unpurged unpurged;

		@Override
		public Backup backup(Path file) {
			throw new UnsupportedOperationException();
		}

		@Override
		public ArchiveFigures writeParquet(Path file, long fromEpochNanos, long toEpochNanos) {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<ReceivedSpan> readParquet(Path file, long firstRow, int limit) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void reclaim() {
			this.reclaimed++;
			this.atReclaim.run();
		}

		@Override
		public Optional<Unpurged> unpurged() {
			return Optional.ofNullable(this.unpurged);
		}

		@Override
		public void purge(LogPosition indexed) {
			this.atPurge.run();
			this.purged.add(indexed);
		}

		@Override
		public void cancel() {
			throw new UnsupportedOperationException();
		}

	}

}
