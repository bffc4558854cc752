package io.mahavishnu.otel.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

	private final List<IngestedBatch.Refusal> refusals = new ArrayList<>();

	private List<ReceivedSpan> portion = new ArrayList<>();

	/** What the portion has of each trace. */
	private Map<TraceId, List<Element>> elements = new HashMap<>();

	private CompletableFuture<IntakeReceipt> underWay = CompletableFuture.completedFuture(null);

	private Map<TraceId, List<Element>> elementsUnderWay = Map.of();

	/** The traces that the caller waits for; none any more when there are too many. */
	private final Set<TraceId> awaited = new HashSet<>();

	private boolean wait;

	private LogPosition upTo = LogPosition.START;

	private int total;

	private int failed;

	private int spans;

	private int newSpans;

	/**
	 * A trace as it stands in the batch, where the same may stand again.
	 *
	 * @param place its index in the batch
	 * @param spans how many spans it has there
	 */
	private record Element(int place, int spans) {

	}

	BatchIngestion(IngestService service, SpanIntake intake, IngestProperties properties, Wait wait) {
		this.service = service;
		this.intake = intake;
		this.properties = properties;
		this.wait = wait == Wait.UNTIL_SEARCHABLE;
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
		this.elements.computeIfAbsent(submission.traceId(), (_) -> new ArrayList<>())
			.add(new Element(this.total, received.size()));
		await(submission.traceId());
		this.total++;
		this.spans += received.size();
		this.portion.addAll(received);
		if (this.portion.size() >= this.properties.batchSpansMax()) {
			flush();
		}
	}

	/** Nothing of the trace was stored, whichever of its elements was one too many. */
	private void refuse(TraceId trace) {
		for (Element element : this.elementsUnderWay.getOrDefault(trace, List.of())) {
			this.spans -= element.spans();
			refuse(element.place(), trace.value(), this.intake.tooMany(trace));
		}
	}

	private void await(TraceId trace) {
		if (this.wait) {
			this.awaited.add(trace);
			this.wait = this.awaited.size() <= this.properties.awaitedTracesMax();
		}
		if (!this.wait) {
			this.awaited.clear();
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
	 * asked for and the traces are not too many to wait for.
	 */
	public IngestedBatch finish() {
		flush();
		settle();
		boolean searchable = this.service.isSearchable(this.awaited, this.upTo,
				this.awaited.isEmpty() ? Wait.UNTIL_DURABLE : Wait.UNTIL_SEARCHABLE);
		return new IngestedBatch(this.total, this.total - this.failed, this.failed, this.spans, this.newSpans,
				searchable, this.refusals);
	}

	private void flush() {
		settle();
		if (!this.portion.isEmpty()) {
			this.underWay = this.intake.append(this.portion);
			this.elementsUnderWay = this.elements;
			this.portion = new ArrayList<>();
			this.elements = new HashMap<>();
		}
	}

	private void settle() {
		IntakeReceipt receipt = IngestService.await(this.underWay);
		if (receipt != null) {
			this.upTo = LogPosition.later(this.upTo, receipt.upTo());
			this.newSpans += receipt.newSpans().values().stream().mapToInt(Integer::intValue).sum();
			receipt.refused().keySet().forEach(this::refuse);
		}
		this.underWay = CompletableFuture.completedFuture(null);
	}

}
