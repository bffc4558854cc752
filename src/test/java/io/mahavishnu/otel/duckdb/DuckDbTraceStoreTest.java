package io.mahavishnu.otel.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.AppendReceipt;
import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What DuckDB's trace store does beyond the contract. */
class DuckDbTraceStoreTest {

	private static final TraceId TRACE = new TraceId("t1");

	private static final List<TraceLocation> ANYWHERE = List.of(new TraceLocation(TRACE, SpanLocations.NONE));

	private DuckDbEngine engine = TestStores.inMemory();

	private DuckDbTraceStore store = new DuckDbTraceStore(this.engine);

	@AfterEach
	void close() {
		this.engine.close();
	}

	@Test
	void changes_ofLargeSpans_areReadInParts() {
		List<ReceivedSpan> large = IntStream.range(0, 20)
			.mapToObj((i) -> StoredSpans.span("t1", "s" + i, "x".repeat(200_000)))
			.toList();
		this.store.append(large).join();
		List<Change> read = new ArrayList<>();
		while (read.size() < large.size()) {
			LogPosition after = read.isEmpty() ? LogPosition.START : read.getLast().position();
			List<Change> next = this.store.changes(after, 100);
			assertThat(next).hasSizeBetween(1, 6);
			read.addAll(next);
		}
		assertThat(read.stream().map((each) -> ((Change.Appended) each).received())).isEqualTo(large);
	}

	@Test
	void append_keepsEverySpan_whenManyThreadsAppend() {
		List<CompletableFuture<AppendReceipt>> receipts = IntStream.range(0, 400)
			.parallel()
			.mapToObj((i) -> this.store.append(StoredSpans.spans("t" + i, 5)))
			.toList();
		receipts.forEach(CompletableFuture::join);
		assertThat(this.store.figures().spanRows()).isEqualTo(2000);
		assertThat(this.store.changes(LogPosition.START, 5000)).hasSize(2000);
		assertThat(this.store.head()).isEqualTo(new LogPosition(2000));
	}

	@Test
	void append_refuses_whenATextIsNoUnicode() {
		assertProblem(this.store.append(List.of(StoredSpans.span("t1", "a"), StoredSpans.span("t1", "b", "x\uD800"))),
				ProblemType.INVALID_TRACE);
		assertThat(this.store.read(ANYWHERE, LogPosition.START)).isEmpty();
	}

	@Test
	void append_keepsValues_thatAreNestedDeepOrLarge() {
		AttributeValue deep = new AttributeValue.StringValue("bottom");
		for (int i = 0; i < StoredJson.NESTING_MAX - 2; i++) {
			deep = new AttributeValue.ArrayValue(List.of(deep));
		}
		ReceivedSpan nested = spanWith("deep", deep);
		ReceivedSpan large = spanWith("large", new AttributeValue.StringValue("x\u0000😀".repeat(2_000_000)));
		this.store.append(List.of(nested, large)).join();
		assertThat(this.store.read(ANYWHERE, LogPosition.START).get(TRACE)).extracting((each) -> each.received())
			.containsExactly(nested, large);
	}

	@Test
	void append_refuses_whenAValueIsNestedTooDeep() {
		AttributeValue deep = new AttributeValue.EmptyValue();
		for (int i = 0; i < StoredJson.NESTING_MAX; i++) {
			deep = new AttributeValue.ArrayValue(List.of(deep));
		}
		assertProblem(this.store.append(List.of(spanWith("deep", deep))), ProblemType.INVALID_TRACE);
	}

	@Test
	void append_failsAtOnce_whenTooMuchWaits() {
		reopen(TestStores.settings(10, 100));
		List<CompletableFuture<AppendReceipt>> receipts = new ArrayList<>();
		IntStream.range(0, 2000).forEach((i) -> receipts.add(this.store.append(StoredSpans.spans("t" + i, 9))));
		List<CompletableFuture<AppendReceipt>> refused = receipts.stream()
			.filter(CompletableFuture::isCompletedExceptionally)
			.toList();
		assertThat(refused).isNotEmpty().allSatisfy((each) -> assertProblem(each, ProblemType.OVERLOADED));
		long stored = receipts.stream()
			.filter((each) -> !refused.contains(each))
			.mapToInt((each) -> each.join().newSpans().values().iterator().next())
			.sum();
		assertThat(this.store.figures().spanRows()).isEqualTo(stored).isPositive();
	}

	@Test
	void append_storesABatch_thatIsLargerThanTheQueue() {
		reopen(TestStores.settings(10, 100));
		this.store.append(StoredSpans.spans("t1", 50)).join();
		assertThat(this.store.figures().spanRows()).isEqualTo(50);
	}

	@Test
	void append_storesNothingOfAFailedCommit_andTheWriterGoesOn() {
		SpanRow good = SpanRow.of(List.of(StoredSpans.span("t1", "a"))).getFirst();
		CompletableFuture<AppendReceipt> failed = this.engine
			.write(new WriteRequest.Append(List.of(good, brokenRow()), new CompletableFuture<>()))
			.done();
		assertProblem(failed, ProblemType.STORE_UNAVAILABLE);
		assertThat(this.store.figures().spanRows()).isZero();
		AppendReceipt receipt = this.store.append(List.of(StoredSpans.span("t1", "a"))).join();
		assertThat(receipt.newSpans()).containsEntry(TRACE, 1);
		assertThat(this.store.read(ANYWHERE, LogPosition.START).get(TRACE)).hasSize(1);
		assertThat(this.engine.health().isOpen()).isTrue();
	}

	@Test
	void read_givesTheFirstOfEachSpan_whenSecondCopiesAreStored() {
		reopen(TestStores.settings(1000, 0));
		this.store.append(List.of(StoredSpans.span("t1", "a", "first"))).join();
		this.store.append(List.of(StoredSpans.span("t1", "a", "second"), StoredSpans.span("t1", "b"))).join();
		assertThat(this.store.figures().spanRows()).isEqualTo(3);
		assertThat(this.store.read(ANYWHERE, LogPosition.START).get(TRACE)).extracting((each) -> each.received())
			.containsExactly(StoredSpans.span("t1", "a", "first"), StoredSpans.span("t1", "b"));
	}

	@Test
	void write_fails_whenTheStoreIsClosed() {
		this.engine.close();
		assertProblem(this.store.append(StoredSpans.spans("t1", 1)), ProblemType.STORE_UNAVAILABLE);
		assertThatThrownBy(() -> this.store.read(ANYWHERE, LogPosition.START)).isInstanceOf(TraceProblem.class);
		assertThat(this.engine.health().isOpen()).isFalse();
	}

	@Test
	void close_storesWhatWaits() {
		List<CompletableFuture<AppendReceipt>> receipts = IntStream.range(0, 200)
			.mapToObj((i) -> this.store.append(StoredSpans.spans("t" + i, 20)))
			.toList();
		this.engine.close();
		assertThat(receipts).allSatisfy((each) -> assertThat(each.join().newSpans()).hasSize(1));
	}

	private void reopen(DuckDbProperties.Store settings) {
		this.engine.close();
		this.engine = TestStores.open(DatabaseLocation.MEMORY, settings);
		this.store = new DuckDbTraceStore(this.engine);
	}

	private static ReceivedSpan spanWith(String spanId, AttributeValue value) {
		return StoredSpans.received(Span.builder(TRACE, new SpanId(spanId), "span")
			.attributes(Attributes.of(Map.of("key", value)))
			.build());
	}

	private static void assertProblem(CompletableFuture<?> future, ProblemType type) {
		assertThatThrownBy(future::join).isInstanceOf(CompletionException.class)
			.cause()
			.isInstanceOfSatisfying(TraceProblem.class, (problem) -> assertThat(problem.type()).isEqualTo(type));
	}

	/** A row that cannot be appended: its span has no kind. */
	@SuppressWarnings("NullAway") // the null is what is tested
	private static SpanRow brokenRow() {
		Span span = StoredSpans.span("t1", "broken").span().toBuilder().kind(null).build();
		return new SpanRow(StoredSpans.received(span), 0, "", "", "", "", "", "");
	}

}
