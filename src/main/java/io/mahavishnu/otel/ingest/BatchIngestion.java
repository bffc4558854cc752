package io.mahavishnu.otel.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * A batch while it is read: traces are stored in portions, one portion on its way to the
 * disk while the next is gathered. For use by one thread. A passing fault ends the batch
 * with a {@link TraceProblem}; sent again, what was stored before it counts once.
 */
public final class BatchIngestion {

	private final IngestService service;

	private final SpanIntake intake;

	private final IngestProperties properties;

	private final Wait wait;

	private final List<IngestedBatch.Refusal> refusals = new ArrayList<>();

	private List<ReceivedSpan> portion = new ArrayList<>();

	/** The traces so far, with their last places in the batch. */
	private final Map<TraceId, Integer> places = new LinkedHashMap<>();

	private CompletableFuture<IntakeReceipt> underWay = CompletableFuture.completedFuture(null);

	private LogPosition upTo = LogPosition.START;

	private int total;

	private int failed;

	private int spans;

	private int newSpans;

	BatchIngestion(IngestService service, SpanIntake intake, IngestProperties properties, Wait wait) {
		this.service = service;
		this.intake = intake;
		this.properties = properties;
		this.wait = wait;
	}

	/** How many traces were added or refused so far: the index of the next one. */
	public int size() {
		return this.total;
	}

	/** Adds the next trace; one that can never be stored is refused and counted. */
	public void add(TraceSubmission submission) {
		List<ReceivedSpan> received;
		try {
			received = this.intake.receive(submission);
		}
		catch (TraceProblem problem) {
			refuse(submission.traceId().value(), problem);
			return;
		}
		this.places.put(submission.traceId(), this.total);
		this.total++;
		this.spans += received.size();
		this.portion.addAll(received);
		if (this.portion.size() >= this.properties.batchSpansMax()) {
			flush();
		}
	}

	/**
	 * Counts the next trace as refused.
	 * @param traceId its id as sent, or null when it has none that can be read
	 * @param problem why
	 */
	public void refuse(@Nullable String traceId, TraceProblem problem) {
		refuse(this.total, traceId, problem);
		this.total++;
	}

	private void refuse(int place, @Nullable String traceId, TraceProblem problem) {
		if (this.refusals.size() < this.properties.errorsListedMax()) {
			this.refusals.add(new IngestedBatch.Refusal(place, traceId, problem.type().code(), problem.detail()));
		}
		this.failed++;
	}

	/**
	 * Ends the batch; returns when everything is durable, and searchable if that was
	 * asked for.
	 */
	public IngestedBatch finish() {
		flush();
		settle();
		boolean searchable = !this.places.isEmpty()
				&& this.service.isSearchable(this.places.keySet(), this.upTo, this.wait);
		return new IngestedBatch(this.total, this.total - this.failed, this.failed, this.spans, this.newSpans,
				searchable, this.refusals);
	}

	private void flush() {
		settle();
		if (!this.portion.isEmpty()) {
			this.underWay = this.intake.append(this.portion);
			this.portion = new ArrayList<>();
		}
	}

	private void settle() {
		IntakeReceipt receipt = IngestService.await(this.underWay);
		if (receipt != null) {
			this.upTo = LogPosition.later(this.upTo, receipt.upTo());
			this.newSpans += receipt.newSpans().values().stream().mapToInt(Integer::intValue).sum();
			receipt.refused()
				.keySet()
				.forEach((trace) -> refuse(this.places.getOrDefault(trace, this.total), trace.value(),
						this.intake.tooMany(trace)));
		}
		this.underWay = CompletableFuture.completedFuture(null);
	}

}
