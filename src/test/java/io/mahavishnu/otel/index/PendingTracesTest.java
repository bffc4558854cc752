package io.mahavishnu.otel.index;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class PendingTracesTest {

	private static final TraceId A = new TraceId("a");

	private static final TraceId B = new TraceId("b");

	private static final long RECEIVED = Duration.ofDays(1).toNanos();

	private static final FeederProperties PROPERTIES = new FeederProperties(Duration.ofSeconds(1),
			Duration.ofSeconds(3), 100, 2, DataSize.ofMegabytes(1), 100, 100, Duration.ofSeconds(5), 0,
			Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(5));

	private long nowNanos;

	private final PendingTraces pending = new PendingTraces(LogPosition.START, PROPERTIES, () -> this.nowNanos,
			() -> Instant.EPOCH.plusNanos(this.nowNanos));

	@Test
	void aTrace_isDueAfterItsQuietPeriod_notBefore() {
		this.pending.add(List.of(span(1, A)));
		assertThat(due()).isEmpty();
		seconds(1);
		assertThat(due()).containsExactly(A);
	}

	@Test
	void aHastenedTrace_isDueAtOnce() {
		this.pending.add(List.of(span(1, A), span(2, B)));
		this.pending.hasten(List.of(B));
		assertThat(due()).containsExactly(B);
	}

	@Test
	void thePeriod_doublesForATraceThatGrows_upToTheMaximum() {
		index(span(1, A), 1);
		index(span(2, A), 2);
		index(span(3, A), 3);
	}

	@Test
	void aTraceInFiftyPieces_isDueAFewTimes() {
		int indexed = 0;
		for (int piece = 1; piece <= 50; piece++) {
			this.pending.add(List.of(span(piece, A)));
			this.nowNanos += Duration.ofMillis(400).toNanos();
			if (!due().isEmpty()) {
				indexed++;
				this.pending.indexed(List.of(A));
			}
		}
		// After 1, 2, 3, 3, … of its 20 seconds, each a little late.
		assertThat(indexed).isBetween(4, 8);
	}

	@Test
	void indexedUpTo_isBeforeTheFirstPendingChange() {
		this.pending.add(List.of(span(1, A), span(2, B), span(3, A)));
		assertThat(this.pending.indexedUpTo()).isEqualTo(new LogPosition(0));
		this.pending.indexed(List.of(A));
		assertThat(this.pending.indexedUpTo()).isEqualTo(new LogPosition(1));
		this.pending.indexed(List.of(B));
		assertThat(this.pending.indexedUpTo()).isEqualTo(new LogPosition(3));
	}

	@Test
	void spansBeyondTheBuffer_areLocatedButNotKept() {
		this.pending.add(List.of(span(1, A), span(2, A), span(3, A)));
		seconds(1);
		PendingTrace trace = this.pending.due(10).getFirst().getValue();
		assertThat(trace.complete()).isFalse();
		assertThat(trace.locations())
			.isEqualTo(new SpanLocations(List.of(new SpanLocations.Range(new LogPosition(1), new LogPosition(3)))));
	}

	@Test
	void aDeletion_forgetsTheSpansBeforeIt_andIsDueAtOnce() {
		this.pending.add(List.of(span(1, A), new Change.Deleted(new LogPosition(2), A), span(3, A)));
		List<Map.Entry<TraceId, PendingTrace>> due = this.pending.due(10);
		assertThat(due).hasSize(1);
		assertThat(due.getFirst().getValue().removed()).isTrue();
		assertThat(due.getFirst().getValue().spans()).extracting(Change::position).containsExactly(new LogPosition(3));
	}

	@Test
	void theBuffer_hasRoomAgain_whenTracesAreIndexed() {
		this.pending.add(List.of(span(1, A), span(2, A)));
		this.pending.indexed(List.of(A));
		this.pending.add(List.of(span(3, B)));
		seconds(1);
		assertThat(this.pending.due(10).getFirst().getValue().complete()).isTrue();
	}

	@Test
	void whatSomebodyWaitsFor_isFirst() {
		this.pending.add(List.of(span(1, A), span(2, B)));
		seconds(1);
		assertThat(due()).containsExactly(A, B);
		this.pending.hasten(List.of(B));
		assertThat(due()).containsExactly(B, A);
	}

	@Test
	void age_countsFromTheReceipt_howeverLateTheLogIsRead() {
		this.nowNanos = RECEIVED + Duration.ofSeconds(90).toNanos();
		assertThat(this.pending.age()).isEqualTo(Duration.ZERO);
		this.pending.add(List.of(span(1, A)));
		seconds(2);
		assertThat(this.pending.age()).isEqualTo(Duration.ofSeconds(92));
	}

	@Test
	void text_isKeptUpToItsBound_andByOneReadMore() {
		int large = 600 * 1024;
		this.pending.add(List.of(large(1, A, large), large(2, A, large)));
		assertThat(this.pending.hasRoomFor(1)).isFalse();
		this.pending.add(List.of(large(3, B, large)));
		seconds(1);
		assertThat(this.pending.due(10)).extracting((each) -> each.getValue().complete()).containsExactly(true, false);
		this.pending.indexed(List.of(A));
		assertThat(this.pending.hasRoomFor(1)).isTrue();
	}

	private void index(Change change, int expectedSeconds) {
		this.pending.add(List.of(change));
		seconds(expectedSeconds);
		this.nowNanos--;
		assertThat(due()).isEmpty();
		this.nowNanos++;
		assertThat(due()).containsExactly(change.traceId());
		this.pending.indexed(List.of(change.traceId()));
	}

	private List<TraceId> due() {
		return this.pending.due(10).stream().map(Map.Entry::getKey).toList();
	}

	private void seconds(int seconds) {
		this.nowNanos += Duration.ofSeconds(seconds).toNanos();
	}

	private static Change large(long position, TraceId trace, int characters) {
		return new Change.Appended(new LogPosition(position), ((Change.Appended) span(position, trace)).received(),
				characters);
	}

	private static Change span(long position, TraceId trace) {
		Span span = Span.builder(trace, new SpanId("s" + position), "name").build();
		return new Change.Appended(new LogPosition(position), new ReceivedSpan(span, null, RECEIVED), 100);
	}

}
