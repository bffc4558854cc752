package io.mahavishnu.otel.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What every {@link TraceStore} keeps to; an engine's test extends it. */
public abstract class TraceStoreContract {

	private static final TraceId TRACE = new TraceId("t1");

	/** The store under test, empty at the start of each test. */
	protected abstract TraceStore store();

	@Test
	void append_isReadBackEqual_whenEverythingIsSet() {
		List<ReceivedSpan> spans = List.of(StoredSpans.fullSpan("t1", "a"), StoredSpans.span("t1", "b"));
		store().append(spans).join();
		assertThat(everywhere("t1")).isEqualTo(spans);
	}

	@Test
	void append_tellsWhatBecameOfTheSpans() {
		AppendReceipt receipt = store()
			.append(Stream.concat(StoredSpans.spans("t1", 3).stream(), StoredSpans.spans("t2", 2).stream()).toList())
			.join();
		assertThat(receipt.newSpans()).isEqualTo(Map.of(TRACE, 3, new TraceId("t2"), 2));
		assertThat(receipt.duplicates()).isZero();
		assertThat(receipt.conflicts()).isZero();
		assertThat(receipt.upTo()).isEqualTo(store().head());
		assertThat(receipt.upTo().isAfter(LogPosition.START)).isTrue();
	}

	@Test
	void append_succeeds_whenThereIsNothing() {
		AppendReceipt receipt = store().append(List.of()).join();
		assertThat(receipt).isEqualTo(new AppendReceipt(LogPosition.START, Map.of(), 0, 0));
	}

	@Test
	void append_leavesOutEqualSpans_whenABatchIsSentAgain() {
		store().append(StoredSpans.spans("t1", 3)).join();
		AppendReceipt again = store().append(StoredSpans.spans("t1", 4)).join();
		assertThat(again.newSpans()).isEqualTo(Map.of(TRACE, 1));
		assertThat(again.duplicates()).isEqualTo(3);
		assertThat(again.conflicts()).isZero();
		assertThat(everywhere("t1")).isEqualTo(StoredSpans.spans("t1", 4));
	}

	@Test
	void append_recognisesASpan_whenItIsReceivedLaterOrItsAttributesAreInOtherOrder() {
		Span span = StoredSpans.span("t1", "a").span();
		Span turned = span.toBuilder().attributes(text("b", "2", "a", "1")).build();
		store().append(List.of(StoredSpans.received(span.toBuilder().attributes(text("a", "1", "b", "2")).build())))
			.join();
		AppendReceipt again = store().append(List.of(new ReceivedSpan(turned, null, StoredSpans.RECEIVED + 1))).join();
		assertThat(again.duplicates()).isEqualTo(1);
	}

	@Test
	void append_keepsTheFirst_whenTheContentDiffers() {
		AppendReceipt receipt = store()
			.append(List.of(StoredSpans.span("t1", "a", "first"), StoredSpans.span("t1", "a", "second")))
			.join();
		AppendReceipt again = store().append(List.of(StoredSpans.span("t1", "a", "third"))).join();
		assertThat(receipt.conflicts()).isEqualTo(1);
		assertThat(again.conflicts()).isEqualTo(1);
		assertThat(again.newSpans()).isEqualTo(Map.of(TRACE, 0));
		assertThat(everywhere("t1")).containsExactly(StoredSpans.span("t1", "a", "first"));
	}

	@Test
	void hashes_areOfTheFirstSpanOfEachId() {
		store().append(List.of(StoredSpans.span("t1", "a", "first"), StoredSpans.span("t1", "a", "second"),
				StoredSpans.span("t1", "b"), StoredSpans.span("t2", "a")))
			.join();
		Map<TraceId, Map<SpanId, Long>> hashes = store().hashes(List.of(new TraceLocation(TRACE, SpanLocations.NONE)),
				LogPosition.START);
		assertThat(hashes).containsOnlyKeys(TRACE);
		assertThat(hashes.get(TRACE))
			.isEqualTo(Map.of(new SpanId("a"), ContentHash.of(StoredSpans.span("t1", "a", "first").span()),
					new SpanId("b"), ContentHash.of(StoredSpans.span("t1", "b").span())));
	}

	@Test
	void append_storesOnce_whenTheSameBatchComesTenTimesAtOnce() {
		List<ReceivedSpan> batch = StoredSpans.spans("t1", 20);
		List<CompletableFuture<AppendReceipt>> receipts = IntStream.range(0, 10)
			.parallel()
			.mapToObj((_) -> store().append(batch))
			.toList();
		assertThat(receipts.stream().mapToInt((each) -> each.join().newSpans().get(TRACE)).sum()).isEqualTo(20);
		assertThat(everywhere("t1")).isEqualTo(batch);
		assertThat(store().changes(LogPosition.START, 1000)).hasSize(20);
	}

	@Test
	void read_isEmpty_whenNothingIsStored() {
		store().append(StoredSpans.spans("t1", 2)).join();
		assertThat(
				store().read(List.of(new TraceLocation(new TraceId("other"), SpanLocations.NONE)), LogPosition.START))
			.isEmpty();
		assertThat(store().read(List.of(), LogPosition.START)).isEmpty();
	}

	@Test
	void read_findsSpans_whereTheyAreLocated() {
		interleave(100, "t1", "t2", "t3");
		for (String trace : List.of("t1", "t2", "t3")) {
			SpanLocations known = SpanLocations.of(positionsOf(trace));
			assertThat(store().read(List.of(new TraceLocation(new TraceId(trace), known)), store().head())
				.get(new TraceId(trace))).extracting((each) -> each.received())
				.isEqualTo(StoredSpans.spans(trace, 100));
		}
	}

	@Test
	void read_findsSpansOfSeveralTraces_locatedAndInTheTail() {
		interleave(30, "t1", "t2");
		LogPosition tail = store().head();
		List<TraceLocation> located = Stream.of("t1", "t2")
			.map((trace) -> new TraceLocation(new TraceId(trace), SpanLocations.of(positionsOf(trace))))
			.toList();
		ReceivedSpan late = StoredSpans.span("t1", "late");
		store().append(List.of(late, StoredSpans.span("t3", "a"))).join();
		Map<TraceId, List<Change.Appended>> read = store().read(located, tail);
		assertThat(read).containsOnlyKeys(TRACE, new TraceId("t2"));
		assertThat(read.get(TRACE)).extracting((each) -> each.received())
			.isEqualTo(Stream.concat(StoredSpans.spans("t1", 30).stream(), Stream.of(late)).toList());
		assertThat(read.get(new TraceId("t2"))).hasSize(30);
	}

	@Test
	void read_givesSpansInLogOrder() {
		interleave(10, "t1", "t2");
		assertThat(store().read(List.of(new TraceLocation(TRACE, SpanLocations.NONE)), LogPosition.START).get(TRACE))
			.extracting(Change.Appended::position)
			.isSorted()
			.doesNotHaveDuplicates();
	}

	@Test
	void delete_removesTheTrace_andNothingElse() {
		interleave(10, "t1", "t2");
		LogPosition before = store().head();
		LogPosition deleted = store()
			.delete(new TraceLocation(TRACE, SpanLocations.of(positionsOf("t1"))), store().head())
			.join();
		assertThat(deleted.isAfter(before)).isTrue();
		assertThat(store().head()).isEqualTo(deleted);
		assertThat(everywhere("t1")).isEmpty();
		assertThat(everywhere("t2")).hasSize(10);
	}

	@Test
	void delete_removesWhatIsInTheTail() {
		store().append(StoredSpans.spans("t1", 3)).join();
		store().delete(new TraceLocation(TRACE, SpanLocations.NONE), LogPosition.START).join();
		assertThat(everywhere("t1")).isEmpty();
	}

	@Test
	void delete_letsTheTraceStartAnew_whenASpanComesLater() {
		store().append(StoredSpans.spans("t1", 3)).join();
		store().delete(new TraceLocation(TRACE, SpanLocations.NONE), LogPosition.START).join();
		AppendReceipt anew = store().append(StoredSpans.spans("t1", 1)).join();
		assertThat(anew.newSpans()).isEqualTo(Map.of(TRACE, 1));
		assertThat(everywhere("t1")).isEqualTo(StoredSpans.spans("t1", 1));
	}

	@Test
	void oldest_givesTracesByTheReceiptOfTheirLastSpan_whateverTheirStart() {
		appendAt(10, "t1", "a");
		appendAt(20, "t2", "a");
		appendAt(30, "t3", "a");
		appendAt(40, "t1", "b");
		appendAt(50, "t4", "a");
		OldTraces old = store().oldest(LogPosition.START, 100, ReceiptBound.before(StoredSpans.RECEIVED + 50));
		assertThat(ids(old)).containsExactly("t2", "t3", "t1");
		assertThat(old.last()).isTrue();
		assertThat(ids(store().oldest(LogPosition.START, 100, ReceiptBound.before(StoredSpans.RECEIVED + 40))))
			.containsExactly("t2", "t3");
		assertThat(ids(store().oldest(LogPosition.START, 100, ReceiptBound.before(StoredSpans.RECEIVED)))).isEmpty();
	}

	@Test
	void oldest_upToAPosition_goesByTheOrderOfTheLog_whateverTheClockSaid() {
		appendAt(90, "t1", "a");
		appendAt(20, "t2", "a");
		appendAt(10, "t3", "a");
		appendAt(30, "t2", "b");
		LogPosition third = store().changes(LogPosition.START, 3).getLast().position();
		assertThat(ids(store().oldest(LogPosition.START, 100, ReceiptBound.upTo(third)))).containsExactly("t1", "t3");
		assertThat(ids(store().oldest(LogPosition.START, 100, ReceiptBound.upTo(store().head())))).containsExactly("t1",
				"t3", "t2");
	}

	@Test
	void positionAt_dividesTheSpans() {
		assertThat(store().positionAt(0.5)).isEqualTo(LogPosition.START);
		for (int i = 0; i < 100; i++) {
			appendAt(100 - i, "t" + i, "a");
		}
		assertThat(ids(store().oldest(LogPosition.START, 100, ReceiptBound.upTo(store().positionAt(0.25)))))
			.contains("t0")
			.hasSizeBetween(20, 30);
	}

	@Test
	void oldest_goesPastTracesThatGrow() {
		appendAt(10, "t1", "a");
		appendAt(20, "t2", "a");
		appendAt(90, "t1", "b");
		OldTraces first = store().oldest(LogPosition.START, 1, ReceiptBound.before(StoredSpans.RECEIVED + 50));
		assertThat(first.traces()).isEmpty();
		assertThat(first.last()).isFalse();
		assertThat(ids(store().oldest(first.lookedAt(), 1, ReceiptBound.before(StoredSpans.RECEIVED + 50))))
			.containsExactly("t2");
	}

	@Test
	void remove_deletesWholeTraces_eachWithAPositionInTheLog() {
		interleave(10, "t1", "t2");
		appendAt(90, "t3", "a");
		OldTraces old = store().oldest(LogPosition.START, 5, ReceiptBound.before(StoredSpans.RECEIVED + 90));
		Removal removal = store().remove(old).join();
		assertThat(removal).isEqualTo(new Removal(2, 20, store().head()));
		assertThat(everywhere("t1")).isEmpty();
		assertThat(everywhere("t2")).isEmpty();
		assertThat(everywhere("t3")).hasSize(1);
		assertThat(store().changes(LogPosition.START, 100)).filteredOn(Change.Deleted.class::isInstance)
			.extracting((each) -> each.traceId().value())
			.containsExactlyInAnyOrder("t1", "t2");
		assertThat(store().append(StoredSpans.spans("t1", 1)).join().newSpans()).isEqualTo(Map.of(TRACE, 1));
	}

	@Test
	void remove_leavesATrace_thatGotASpanMeanwhile() {
		appendAt(10, "t1", "a");
		appendAt(20, "t2", "a");
		OldTraces old = store().oldest(LogPosition.START, 100, ReceiptBound.before(StoredSpans.RECEIVED + 50));
		appendAt(90, "t1", "b");
		assertThat(store().remove(old).join().traces()).isEqualTo(1);
		assertThat(everywhere("t1")).hasSize(2);
		assertThat(everywhere("t2")).isEmpty();
	}

	@Test
	void receivedEpochNanosAt_dividesTheSpans() {
		assertThat(store().receivedEpochNanosAt(0.5)).isZero();
		for (int i = 0; i < 100; i++) {
			appendAt(i * 1_000_000_000L, "t" + i, "a");
		}
		assertThat((store().receivedEpochNanosAt(0.25) - StoredSpans.RECEIVED) / 1e9).isBetween(20.0, 30.0);
	}

	@Test
	void changes_giveSpansAndDeletionsInOrder() {
		store().append(List.of(StoredSpans.span("t1", "a"), StoredSpans.span("t2", "a"))).join();
		LogPosition deleted = store().delete(new TraceLocation(TRACE, SpanLocations.NONE), LogPosition.START).join();
		store().append(List.of(StoredSpans.span("t1", "b"))).join();
		List<Change> changes = store().changes(LogPosition.START, 10);
		assertThat(changes).extracting(Change::position).isSorted().doesNotHaveDuplicates();
		assertThat(changes).extracting(Change::traceId)
			.containsExactly(new TraceId("t2"), new TraceId("t1"), new TraceId("t1"));
		assertThat(changes.get(1)).isEqualTo(new Change.Deleted(deleted, TRACE));
		assertThat(changes.getLast().position()).isEqualTo(store().head());
	}

	@Test
	void changes_giveEverythingOnce_whenReadInPages() {
		interleave(25, "t1", "t2", "t3");
		store().delete(new TraceLocation(new TraceId("t2"), SpanLocations.NONE), LogPosition.START).join();
		store().append(StoredSpans.spans("t4", 10)).join();
		List<Change> paged = new ArrayList<>();
		LogPosition after = LogPosition.START;
		for (List<Change> page = store().changes(after, 7); !page.isEmpty(); page = store().changes(after, 7)) {
			assertThat(page).hasSizeLessThanOrEqualTo(7);
			paged.addAll(page);
			after = page.getLast().position();
		}
		assertThat(paged).hasSize(61).isEqualTo(store().changes(LogPosition.START, 1000));
		assertThat(store().changes(store().head(), 10)).isEmpty();
	}

	@Test
	void services_giveFiguresOfEachService() {
		store().append(List.of(timed("t1", "a", "checkout", 10, 4), timed("t1", "b", "checkout", 20, 4),
				timed("t2", "a", "checkout", 30, -4), timed("t2", "b", "payment", 0, 0)))
			.join();
		List<ServiceFigures> services = store().services();
		assertThat(services).extracting(ServiceFigures::name).containsExactly("checkout", "payment");
		SpanFigures checkout = services.getFirst().spans();
		assertThat(checkout.traceCount()).isEqualTo(2);
		assertThat(checkout.spanCount()).isEqualTo(3);
		assertThat(checkout.errorCount()).isEqualTo(1);
		assertThat(checkout.lastSeenEpochNanos()).isEqualTo(30);
		assertThat(checkout.p50Nanos()).isCloseTo(4, within(1L));
		assertThat(services.getLast().spans().lastSeenEpochNanos()).isEqualTo(StoredSpans.RECEIVED);
		assertThat(services.getLast().spans().p99Nanos()).isZero();
	}

	@Test
	void operations_giveFiguresOfEachSpanName() {
		store().append(List.of(timed("t1", "a", "checkout", 10, 7), timed("t1", "b", "payment", 20, 9),
				StoredSpans.span("t2", "a", "pay")))
			.join();
		assertThat(store().operations("checkout")).extracting(OperationFigures::name).containsExactly("op a", "pay");
		assertThat(store().operations("checkout").getFirst().spans()).isEqualTo(new SpanFigures(1, 1, 0, 7, 7, 7, 10));
		assertThat(store().operations("unknown")).isEmpty();
	}

	@Test
	void services_areEmpty_whenNothingIsStored() {
		assertThat(store().services()).isEmpty();
		assertThat(store().head()).isEqualTo(LogPosition.START);
	}

	@Test
	void figures_countTheSpans() {
		store().append(StoredSpans.spans("t1", 5)).join();
		assertThat(store().figures().spanRows()).isEqualTo(5);
		assertThat(store().figures().location()).isNotBlank();
	}

	/** The spans of a trace, looked for everywhere. */
	protected final List<ReceivedSpan> everywhere(String trace) {
		TraceId id = new TraceId(trace);
		return store().read(List.of(new TraceLocation(id, SpanLocations.NONE)), LogPosition.START)
			.getOrDefault(id, List.of())
			.stream()
			.map(Change.Appended::received)
			.toList();
	}

	private List<LogPosition> positionsOf(String trace) {
		return store().changes(LogPosition.START, 10_000)
			.stream()
			.filter((change) -> change.traceId().value().equals(trace))
			.map(Change::position)
			.toList();
	}

	private void interleave(int count, String... traces) {
		List<ReceivedSpan> spans = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			for (String trace : traces) {
				spans.add(StoredSpans.span(trace, "s" + i));
			}
		}
		store().append(spans).join();
	}

	private static ReceivedSpan timed(String trace, String id, String service, long start, long duration) {
		boolean failed = duration < 0;
		return StoredSpans.received(Span.builder(new TraceId(trace), new SpanId(id), "op " + id)
			.time(start, start + Math.abs(duration))
			.status(failed ? new SpanStatus(SpanStatus.Code.ERROR, "") : SpanStatus.UNSET)
			.resource(new Resource(Attributes.of(Span.SERVICE_NAME, service), "", 0))
			.build());
	}

	private static Attributes text(String key, String value, String otherKey, String otherValue) {
		LinkedHashMap<String, AttributeValue> values = new LinkedHashMap<>();
		values.putAll(Attributes.of(key, value).values());
		values.putAll(Attributes.of(otherKey, otherValue).values());
		return Attributes.of(values);
	}

	private void appendAt(long receivedNanosLater, String trace, String span) {
		ReceivedSpan received = StoredSpans.span(trace, span);
		store().append(List.of(new ReceivedSpan(received.span(), received.callerSystemId(),
				StoredSpans.RECEIVED + receivedNanosLater)))
			.join();
	}

	private static List<String> ids(OldTraces traces) {
		return traces.traces().stream().map((trace) -> trace.id().value()).toList();
	}

}
