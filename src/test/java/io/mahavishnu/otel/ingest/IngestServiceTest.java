package io.mahavishnu.otel.ingest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.mahavishnu.otel.OtelIngesterApplication;
import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/** The service as other code of its process calls it. */
@SpringBootTest(classes = OtelIngesterApplication.class, properties = {
		"mahavishnu.otel-ingester.hot-store-path=:memory:", "mahavishnu.otel-ingester.receive.otlp-http-port=-1",
		"spring.grpc.server.enabled=false", "mahavishnu.otel-ingester.ingest.spans-per-trace-max=2",
		"mahavishnu.otel-ingester.ingest.batch-spans-max=2", "mahavishnu.otel-ingester.ingest.awaited-traces-max=3" })
class IngestServiceTest {

	@Autowired
	private IngestService service;

	@Autowired
	private TraceReader reader;

	@Test
	void ingestAsync_completes_whenTheTraceCanBeFound() {
		CompletableFuture<IngestedTrace> ingested = this.service.ingestAsync(submission("one", 2),
				Wait.UNTIL_SEARCHABLE);

		assertThat(ingested.join()).isEqualTo(new IngestedTrace(new TraceId("one"), "checkout", 2, 2, true));
		assertThat(this.reader.find(new TraceId("one"))).hasValueSatisfying((trace) -> assertThat(trace.spans())
			.isEqualTo(StoredSpans.spans("one", 2).stream().map(ReceivedSpan::span).toList()));
	}

	@Test
	void ingestAsync_failsWithTheProblem_whenTheTraceIsRefused() {
		CompletableFuture<IngestedTrace> refused = this.service.ingestAsync(submission("large", 3), Wait.UNTIL_DURABLE);

		assertThatExceptionOfType(CompletionException.class).isThrownBy(refused::join)
			.havingCause()
			.isInstanceOfSatisfying(TraceProblem.class,
					(problem) -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_TRACE));
	}

	@Test
	void ingestBatchAsync_completesWithWhatWasStored_andWhatWasRefused() {
		IngestedBatch batch = this.service
			.ingestBatchAsync(List.of(submission("first", 1), submission("second", 3), submission("third", 2)),
					Wait.UNTIL_SEARCHABLE)
			.join();

		assertThat(batch)
			.extracting(IngestedBatch::total, IngestedBatch::ingested, IngestedBatch::failed, IngestedBatch::spans,
					IngestedBatch::newSpans, IngestedBatch::searchable)
			.containsExactly(3, 2, 1, 3, 3, true);
		assertThat(batch.errors()).extracting(IngestedBatch.Refusal::traceId).containsExactly("second");
		assertThat(this.reader.find(new TraceId("third"))).isPresent();
	}

	@Test
	void ingestBatch_doesNotWait_forMoreTracesThanItKeeps() {
		IngestedBatch batch = this.service.ingestBatch(
				List.of(submission("w1", 1), submission("w2", 1), submission("w3", 1), submission("w4", 1)),
				Wait.UNTIL_SEARCHABLE);

		assertThat(batch).extracting(IngestedBatch::ingested, IngestedBatch::searchable).containsExactly(4, false);
		assertThat(this.reader.find(new TraceId("w4"))).isPresent();
	}

	@Test
	void ingestBatch_refusesEachPartOfATrace_thatIsTooLargeTogether() {
		List<TraceSubmission> parts = StoredSpans.spans("parts", 4)
			.stream()
			.map((each) -> new TraceSubmission(new TraceId("parts"), null, List.of(each.span())))
			.toList();
		IngestedBatch batch = this.service.ingestBatch(List.of(submission("begun", 1), parts.get(0), parts.get(1)),
				Wait.UNTIL_DURABLE);
		assertThat(batch.ingested()).isEqualTo(3);

		IngestedBatch refused = this.service.ingestBatch(
				List.of(parts.get(2),
						new TraceSubmission(new TraceId("parts"), null, List.of(parts.get(3).spans().getFirst()))),
				Wait.UNTIL_DURABLE);

		assertThat(refused).extracting(IngestedBatch::ingested, IngestedBatch::failed, IngestedBatch::spans)
			.containsExactly(0, 2, 0);
		assertThat(refused.errors()).extracting(IngestedBatch.Refusal::index).containsExactly(0, 1);
	}

	@Test
	void ingestBatch_tellsThePlace_ofATraceThatAnEarlierPortionFilled() {
		IngestedBatch batch = this.service.ingestBatch(List.of(submission("full", 2), submission("other", 2),
				new TraceSubmission(new TraceId("full"), null, List.of(StoredSpans.spans("full", 3).getLast().span()))),
				Wait.UNTIL_DURABLE);

		assertThat(batch.errors()).extracting(IngestedBatch.Refusal::index, IngestedBatch.Refusal::traceId)
			.containsExactly(tuple(2, "full"));
	}

	private static TraceSubmission submission(String traceId, int spans) {
		return new TraceSubmission(new TraceId(traceId), null,
				StoredSpans.spans(traceId, spans).stream().map(ReceivedSpan::span).toList());
	}

}
