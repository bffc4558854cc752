package io.mahavishnu.otel.analysis;

import java.util.ArrayList;
import java.util.List;

import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Traces as no instrumentation should send them: several roots, orphans, cycles, spans
 * without start or end, ends before starts, children outside of their parents' time.
 */
final class AnyTraces {

	private static final TraceId ID = new TraceId("any");

	private static final int TIME_MAX = 60;

	private AnyTraces() {
	}

	static Arbitrary<Trace> arbitrary() {
		return drafts().list().ofMinSize(1).ofMaxSize(14).map((drafts) -> {
			List<Span> spans = new ArrayList<>();
			for (int i = 0; i < drafts.size(); i++) {
				spans.add(drafts.get(i).toSpan(i));
			}
			return SampleTrace.of(spans);
		});
	}

	private static Arbitrary<Draft> drafts() {
		Arbitrary<Integer> time = Arbitraries.integers().between(0, TIME_MAX);
		return Combinators
			.combine(Arbitraries.integers().between(-2, 13), time, time, Arbitraries.of("front", "back", "store"),
					Arbitraries.of("read", "write"), Arbitraries.of(0, 0, 1))
			.as(Draft::new);
	}

	/**
	 * A span by numbers; a parent of -1 is missing, -2 is none; a time of 0 is unknown.
	 */
	private record Draft(int parent, int start, int end, String service, String name, int failed) {

		Span toSpan(int number) {
			return Span.builder(ID, new SpanId("s" + number), this.name)
				.parent((this.parent == -2) ? null : new SpanId((this.parent == -1) ? "gone" : "s" + this.parent))
				.time(at(this.start), at(this.end))
				.attributes(Attributes.of(Span.SERVICE_NAME, this.service))
				.status((this.failed > 0) ? new SpanStatus(SpanStatus.Code.ERROR, "failed") : SpanStatus.UNSET)
				.build();
		}

		private static long at(int time) {
			return (time == 0) ? 0 : SampleTrace.BASE + time;
		}

	}

}
