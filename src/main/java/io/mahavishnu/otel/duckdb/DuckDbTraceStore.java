package io.mahavishnu.otel.duckdb;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.AppendReceipt;
import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.OldTraces;
import io.mahavishnu.otel.store.OperationFigures;
import io.mahavishnu.otel.store.ReceiptBound;
import io.mahavishnu.otel.store.Removal;
import io.mahavishnu.otel.store.ServiceFigures;
import io.mahavishnu.otel.store.StoreFigures;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;

/** The truth in DuckDB. A position is the number of a row of spans or deletions. */
final class DuckDbTraceStore implements TraceStore {

	private final DuckDbEngine engine;

	private final LogReader log;

	DuckDbTraceStore(DuckDbEngine engine) {
		this.engine = engine;
		this.log = new LogReader(engine.readSize());
	}

	@Override
	public CompletableFuture<AppendReceipt> append(List<ReceivedSpan> spans) {
		CompletableFuture<AppendReceipt> receipt = new CompletableFuture<>();
		if (spans.isEmpty()) {
			receipt.complete(new AppendReceipt(head(), Map.of(), 0, 0));
			return receipt;
		}
		try {
			return this.engine.write(new WriteRequest.Append(SpanRow.of(spans), receipt)).done();
		}
		catch (TraceProblem problem) {
			receipt.completeExceptionally(problem);
			return receipt;
		}
	}

	@Override
	public CompletableFuture<LogPosition> delete(TraceLocation trace, LogPosition tail) {
		return this.engine.write(new WriteRequest.Delete(trace, tail, new CompletableFuture<>())).done();
	}

	@Override
	public OldTraces oldest(LogPosition after, int spansMax, ReceiptBound bound) {
		OldTraces found = this.engine.read((session) -> session.transaction()
			.execute((_) -> SpanTable.oldest(session, after, spansMax, bound, head())));
		return (found != null) ? found : new OldTraces(List.of(), after, after, true);
	}

	@Override
	public LogPosition positionAt(double share) {
		return new LogPosition(this.engine.read((session) -> SpanTable.sequenceAt(session, share)));
	}

	@Override
	public long receivedEpochNanosAt(double share) {
		return this.engine.read((session) -> SpanTable.receivedNanosAt(session, share));
	}

	@Override
	public CompletableFuture<Removal> remove(OldTraces traces) {
		return this.engine.write(new WriteRequest.Remove(traces, new CompletableFuture<>())).done();
	}

	@Override
	public Map<TraceId, List<Change.Appended>> read(Collection<TraceLocation> traces, LogPosition tail) {
		if (traces.isEmpty()) {
			return Map.of();
		}
		// one transaction, so that a trace is not seen while half of it is deleted
		Map<TraceId, List<Change.Appended>> found = this.engine
			.read((session) -> session.transaction().execute((_) -> SpanTable.read(session, traces, tail, head())));
		return (found != null) ? found : Map.of();
	}

	@Override
	public Map<TraceId, Map<SpanId, Long>> hashes(Collection<TraceLocation> traces, LogPosition tail) {
		if (traces.isEmpty()) {
			return Map.of();
		}
		Map<TraceId, Map<SpanId, Long>> found = this.engine
			.read((session) -> session.transaction().execute((_) -> SpanTable.hashes(session, traces, tail, head())));
		return (found != null) ? found : Map.of();
	}

	@Override
	public List<Change> changes(LogPosition after, int limit) {
		if (limit < 1) {
			throw new IllegalArgumentException("limit must be at least 1 but is " + limit);
		}
		return this.engine.tail()
			.changes(after, head(), limit)
			.orElseGet(() -> this.engine
				.read((session) -> this.log.changes(session, after.value(), head().value(), limit)));
	}

	@Override
	public LogPosition head() {
		return this.engine.head();
	}

	@Override
	public LogPosition found() {
		return this.engine.found();
	}

	@Override
	public Duration writingTime() {
		return this.engine.writingTime();
	}

	@Override
	public List<ServiceFigures> services() {
		List<ServiceFigures> services = this.engine.read((session) -> session.transaction()
			.execute((_) -> FigureTables.services(session, this.engine.figuresSpans())));
		return (services != null) ? services : List.of();
	}

	@Override
	public List<OperationFigures> operations(String service) {
		List<OperationFigures> operations = this.engine.read((session) -> session.transaction()
			.execute((_) -> FigureTables.operations(session, service, this.engine.figuresSpans())));
		return (operations != null) ? operations : List.of();
	}

	@Override
	public StoreFigures figures() {
		return this.engine.figures();
	}

}
