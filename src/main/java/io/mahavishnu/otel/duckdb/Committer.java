package io.mahavishnu.otel.duckdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.store.AppendReceipt;
import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.OldTraces;
import io.mahavishnu.otel.store.Removal;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.TraceId;

/**
 * Carries requests of one kind out in one transaction. For the writer's thread only.
 */
final class Committer {

	private final Session session;

	private final SequenceLog sequence;

	private final LogTail tail;

	private final RecentSpans recents;

	private final VectorTables vectors;

	private final DeletedNumbers deletedNumbers;

	private final StoreMeters meters;

	Committer(Session session, SequenceLog sequence, LogTail tail, RecentSpans recents, VectorTables vectors,
			DeletedNumbers deletedNumbers, StoreMeters meters) {
		this.session = session;
		this.sequence = sequence;
		this.tail = tail;
		this.recents = recents;
		this.vectors = vectors;
		this.deletedNumbers = deletedNumbers;
		this.meters = meters;
	}

	/**
	 * Carries out requests, all or none.
	 * @return for each request, in order, what tells its caller that it is durable
	 */
	List<Runnable> commit(List<WriteRequest> requests) {
		return this.meters.commit(() -> switch (requests.getFirst()) {
			case WriteRequest.Append _ -> append(requests.stream().map(WriteRequest.Append.class::cast).toList());
			case WriteRequest.Delete _ -> delete(requests.stream().map(WriteRequest.Delete.class::cast).toList());
			case WriteRequest.Remove _ -> removeOld(requests.stream().map(WriteRequest.Remove.class::cast).toList());
			case WriteRequest.PutVectors _ -> put(requests.stream().map(WriteRequest.PutVectors.class::cast).toList());
			case WriteRequest.RemoveVectors _ ->
				remove(requests.stream().map(WriteRequest.RemoveVectors.class::cast).toList());
			case WriteRequest.KeepFigures _ ->
				keep(requests.stream().map(WriteRequest.KeepFigures.class::cast).toList());
			case WriteRequest.Reopen _ -> completed(requests);
			case WriteRequest.Exclusive _ -> run(requests.stream().map(WriteRequest.Exclusive.class::cast).toList());
		});
	}

	private List<Runnable> append(List<WriteRequest.Append> requests) {
		RecentSpans.Batch batch = this.recents.batch();
		List<Tally> tallies = requests.stream().map((request) -> Tally.of(request, batch)).toList();
		long spans = tallies.stream().mapToLong((tally) -> tally.fresh.size()).sum();
		if (spans > 0) {
			store(tallies.stream().flatMap((tally) -> tally.fresh.stream()).toList());
			batch.stored();
		}
		// also when all are known: what was stored before may not have been noted
		this.sequence.commit();
		this.meters.stored(spans, tallies.stream().mapToLong((tally) -> tally.duplicates).sum(),
				tallies.stream().mapToLong((tally) -> tally.conflicts).sum());
		LogPosition head = this.sequence.head();
		return tallies.stream().<Runnable>map((tally) -> () -> tally.complete(head)).toList();
	}

	// The tail is changed before the head is: what the head includes must be in it.
	private void store(List<SpanRow> rows) {
		List<Change.Appended> changes = new ArrayList<>(rows.size());
		this.session.transaction().executeWithoutResult((_) -> this.session.append("spans", (appender) -> {
			for (SpanRow row : rows) {
				long sequence = this.sequence.next();
				row.appendTo(appender, sequence);
				changes.add(new Change.Appended(new LogPosition(sequence), row.received(), row.characters()));
			}
		}));
		this.sequence.stored();
		this.tail.add(changes);
	}

	private List<Runnable> delete(List<WriteRequest.Delete> requests) {
		List<Runnable> completions = new ArrayList<>();
		List<Long> deleted = new ArrayList<>();
		this.session.transaction().executeWithoutResult((_) -> {
			for (WriteRequest.Delete request : requests) {
				deleted.addAll(SpanTable.delete(this.session, List.of(request.trace()), request.tail(), this.sequence));
				LogPosition position = this.sequence.last();
				completions.add(() -> request.done().complete(position));
			}
		});
		this.deletedNumbers.add(deleted);
		this.sequence.stored();
		requests.forEach((request) -> this.recents.forget(request.trace().id()));
		this.tail.restart(this.sequence.last());
		this.sequence.commit();
		return completions;
	}

	private List<Runnable> removeOld(List<WriteRequest.Remove> requests) {
		List<Runnable> completions = new ArrayList<>();
		Set<TraceId> removed = new HashSet<>();
		List<Long> deleted = new ArrayList<>();
		this.session.transaction().executeWithoutResult((_) -> {
			for (WriteRequest.Remove request : requests) {
				OldTraces old = request.traces();
				Set<TraceId> grown = SpanTable.grown(this.session, old);
				List<TraceLocation> traces = old.traces()
					.stream()
					.filter((trace) -> !grown.contains(trace.id()) && removed.add(trace.id()))
					.toList();
				List<Long> spans = traces.isEmpty() ? List.of()
						: SpanTable.delete(this.session, traces, old.tail(), this.sequence);
				deleted.addAll(spans);
				completions
					.add(() -> request.done().complete(new Removal(traces.size(), spans.size(), this.sequence.head())));
			}
		});
		this.deletedNumbers.add(deleted);
		removed.forEach(this.recents::forget);
		if (!removed.isEmpty()) {
			this.sequence.stored();
			this.tail.restart(this.sequence.last());
			this.sequence.commit();
		}
		return completions;
	}

	private static List<Runnable> run(List<WriteRequest.Exclusive> requests) {
		requests.forEach((request) -> request.work().run());
		return completed(requests);
	}

	private List<Runnable> put(List<WriteRequest.PutVectors> requests) {
		Map<Space, Map<PassageId, float[]>> bySpace = new LinkedHashMap<>();
		requests.forEach((request) -> request.vectors()
			.forEach((passage, vector) -> bySpace
				.computeIfAbsent(new Space(request.model(), vector.length), (_) -> new HashMap<>())
				.putIfAbsent(passage, vector)));
		bySpace.keySet().forEach((space) -> this.vectors.makeTable(this.session, space.dimension));
		this.session.transaction()
			.executeWithoutResult((_) -> bySpace
				.forEach((space, vectors) -> this.vectors.append(this.session, space.model, vectors)));
		return completed(requests);
	}

	private List<Runnable> remove(List<WriteRequest.RemoveVectors> requests) {
		this.session.transaction()
			.executeWithoutResult(
					(_) -> requests.forEach((request) -> this.vectors.remove(this.session, request.passages())));
		return completed(requests);
	}

	/** Figures in which something was deleted since they were read are of no use. */
	private List<Runnable> keep(List<WriteRequest.KeepFigures> requests) {
		this.session.transaction()
			.executeWithoutResult((_) -> requests.stream()
				.filter((request) -> request.deletions() == this.deletedNumbers
						&& !this.deletedNumbers.now().mayMeet(request.stretch()))
				.forEach((request) -> FigureTables.keep(this.session, request.stretch(), request.groups())));
		return completed(requests);
	}

	private static List<Runnable> completed(List<? extends WriteRequest> requests) {
		return requests.stream().<Runnable>map((request) -> () -> request.done().complete(null)).toList();
	}

	/** What a model's vectors share. */
	private record Space(String model, int dimension) {

	}

	/** What becomes of the spans of one request. */
	private static final class Tally {

		private final WriteRequest.Append request;

		private final List<SpanRow> fresh = new ArrayList<>();

		private int duplicates;

		private int conflicts;

		private Tally(WriteRequest.Append request) {
			this.request = request;
		}

		static Tally of(WriteRequest.Append request, RecentSpans.Batch batch) {
			Tally tally = new Tally(request);
			for (SpanRow row : request.rows()) {
				Span span = row.received().span();
				switch (batch.offer(span.traceId(), span.spanId(), row.contentHash())) {
					case NEW -> tally.fresh.add(row);
					case DUPLICATE -> tally.duplicates++;
					case CONFLICT -> tally.conflicts++;
				}
			}
			return tally;
		}

		/** Tells the caller; counts its spans on another thread than the writer's. */
		void complete(LogPosition upTo) {
			Map<TraceId, Integer> newSpans = new LinkedHashMap<>();
			this.request.rows().forEach((row) -> newSpans.putIfAbsent(row.received().span().traceId(), 0));
			this.fresh.forEach((row) -> newSpans.merge(row.received().span().traceId(), 1, Integer::sum));
			this.request.done().complete(new AppendReceipt(upTo, newSpans, this.duplicates, this.conflicts));
		}

	}

}
