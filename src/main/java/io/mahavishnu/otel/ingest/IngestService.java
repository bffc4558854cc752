package io.mahavishnu.otel.ingest;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

import io.mahavishnu.otel.index.IndexFeeder;
import io.mahavishnu.otel.index.TraceOutline;
import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.IngesterSwitch;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.TraceId;

/**
 * Takes traces in: what a caller gets an answer for is durable. Thread-safe; methods that
 * give no future may block.
 * <p>
 * What goes wrong is a {@link TraceProblem}: {@code INVALID_TRACE} for what can never be
 * stored, {@code PAYLOAD_TOO_LARGE} for an export of too many spans, {@code OVERLOADED}
 * or {@code STORE_UNAVAILABLE} for what may be sent again later,
 * {@code INGESTER_DISABLED} when the settings say so. Methods throw it; the future of an
 * asynchronous one fails with it.
 */
public final class IngestService {

	private final SpanIntake intake;

	private final TraceReader reader;

	private final IndexFeeder feeder;

	private final IngestProperties properties;

	private final IngesterSwitch ingesterSwitch;

	private final Executor virtualThreads;

	IngestService(SpanIntake intake, TraceReader reader, IndexFeeder feeder, IngestProperties properties,
			IngesterSwitch ingesterSwitch, Executor virtualThreads) {
		this.intake = intake;
		this.reader = reader;
		this.feeder = feeder;
		this.properties = properties;
		this.ingesterSwitch = ingesterSwitch;
		this.virtualThreads = virtualThreads;
	}

	/**
	 * Stores a trace, or further spans of one, and returns when they are durable or
	 * searchable.
	 */
	public IngestedTrace ingest(TraceSubmission submission, Wait wait) {
		return answer(store(submission), wait);
	}

	/** Stores a trace, or further spans of one, and returns when they are durable. */
	public StoredTrace store(TraceSubmission submission) {
		this.ingesterSwitch.requireEnabled();
		IntakeReceipt receipt = await(this.intake.append(this.intake.receive(submission)));
		TraceId id = submission.traceId();
		if (receipt.refused().containsKey(id)) {
			throw this.intake.tooMany(id);
		}
		return new StoredTrace(id, receipt.newSpans().getOrDefault(id, 0), receipt.upTo());
	}

	/**
	 * What became of a trace that is durable, once what was asked for is true.
	 * @throws TraceProblem {@code TRACE_NOT_FOUND} when somebody has deleted it meanwhile
	 */
	public IngestedTrace answer(StoredTrace stored, Wait wait) {
		boolean searchable = isSearchable(List.of(stored.id()), stored.upTo(), wait);
		// The index knows both without a read of the store.
		TraceOutline outline = (searchable ? this.reader.indexedOutline(stored.id()) : Optional.<TraceOutline>empty())
			.or(() -> this.reader.find(stored.id()).map(TraceOutline::of))
			.orElseThrow(() -> goneAlready(stored.id()));
		return new IngestedTrace(stored.id(), outline.systemId(), outline.spanCount(), stored.newSpans(), searchable);
	}

	/** {@link #ingest(TraceSubmission, Wait)} on a virtual thread. */
	public CompletableFuture<IngestedTrace> ingestAsync(TraceSubmission submission, Wait wait) {
		return CompletableFuture.supplyAsync(() -> ingest(submission, wait), this.virtualThreads);
	}

	/**
	 * Begins a batch, to be filled trace by trace, so that a batch of any size needs
	 * little memory.
	 * @param wait what {@link BatchIngestion#finish()} waits for
	 */
	public BatchIngestion openBatch(Wait wait) {
		this.ingesterSwitch.requireEnabled();
		return new BatchIngestion(this, this.intake, this.properties, wait);
	}

	/** Stores a batch of traces; one that is refused does not stop the others. */
	public IngestedBatch ingestBatch(List<TraceSubmission> submissions, Wait wait) {
		BatchIngestion batch = openBatch(wait);
		submissions.forEach(batch::add);
		return batch.finish();
	}

	/** {@link #ingestBatch(List, Wait)} on a virtual thread. */
	public CompletableFuture<IngestedBatch> ingestBatchAsync(List<TraceSubmission> submissions, Wait wait) {
		return CompletableFuture.supplyAsync(() -> ingestBatch(submissions, wait), this.virtualThreads);
	}

	/**
	 * Stores spans of any traces, as exporters send them. The future completes when they
	 * are durable.
	 * @param spans the spans; those of a trace that would have too many are refused
	 */
	public CompletableFuture<IntakeReceipt> export(List<ReceivedSpan> spans) {
		this.ingesterSwitch.requireEnabled();
		return this.intake.append(this.intake.limit(spans)).thenApply((receipt) -> {
			this.feeder.wakeUp();
			return receipt;
		});
	}

	/**
	 * Deletes a trace with all its spans; returns when that is durable and the trace
	 * cannot be found any more, or when the index has not followed within
	 * {@link IngestProperties#waitMax()}.
	 * @return whether there was such a trace
	 */
	public boolean delete(TraceId id) {
		this.ingesterSwitch.requireEnabled();
		if (this.reader.spanIds(id).isEmpty()) {
			return false;
		}
		LogPosition position = await(this.intake.delete(id));
		isSearchable(List.of(id), position, Wait.UNTIL_SEARCHABLE);
		return true;
	}

	boolean isSearchable(Collection<TraceId> traces, LogPosition upTo, Wait wait) {
		return switch (wait) {
			case UNTIL_DURABLE -> {
				this.feeder.wakeUp();
				yield false;
			}
			case UNTIL_SEARCHABLE -> await(this.feeder.whenSearchable(traces, upTo, this.properties.waitMax()));
		};
	}

	static <T> T await(CompletableFuture<T> future) {
		try {
			return future.join();
		}
		catch (CompletionException failed) {
			if (failed.getCause() instanceof TraceProblem problem) {
				throw new TraceProblem(problem.type(), problem.detail(), problem);
			}
			throw failed;
		}
	}

	private static TraceProblem goneAlready(TraceId id) {
		return new TraceProblem(ProblemType.TRACE_NOT_FOUND,
				"trace " + id + " was stored and deleted again by someone else before this answer");
	}

}
