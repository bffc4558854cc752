package io.mahavishnu.otel.analysis;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TraceErrorsTest {

	private static final int ALL = Integer.MAX_VALUE;

	@Test
	void aFailure_isToldFromWhereItBegan_upwards() {
		TraceErrors.Failure failure = TraceErrors.of(SampleTrace.of("""
				a 0-100 front POST /checkout !500
				b<a 10-90 front charge
				c<b 20-80 payment authorize !declined
				d<c 30-40 bank look up
				"""), ALL).failures().getFirst();
		assertThat(ids(failure.causes())).containsExactly("c", "a");
		assertThat(ids(failure.path())).containsExactly("a", "b", "c");
		assertThat(failure.depth()).isEqualTo(2);
		assertThat(failure.reach()).isEqualTo(TraceErrors.Reach.TOP);
	}

	@Test
	void failuresThatReachedTheTop_comeBeforeThoseThatWereAbsorbed_eachInOrderOfTime() {
		TraceErrors errors = TraceErrors.of(SampleTrace.of("""
				a 0-100 front x !failed
				b<a 50-60 front late !failed
				c<a 10-20 front early !failed
				d 0-100 front other root
				e<d 1-2 front absorbed !failed
				"""), ALL);
		assertThat(errors.failures()).extracting((failure) -> failure.origin().spanId().value())
			.containsExactly("c", "b", "e");
		assertThat(errors.failures().getLast().reach()).isEqualTo(TraceErrors.Reach.ABSORBED);
	}

	@Test
	void aTraceWithoutFailedSpans_hasNoFailures() {
		assertThat(TraceErrors.of(SampleTrace.of("a 0-100 front x"), ALL).failures()).isEmpty();
	}

	@Test
	void aFailureDeepDown_namesTheNearestSpansOfItsPath() {
		int depth = 1000;
		Trace trace = SampleTrace.of(IntStream.rangeClosed(0, depth)
			.mapToObj((i) -> "s" + i + ((i > 0) ? "<s" + (i - 1) : "") + " 0-9 front x" + ((i == depth) ? " !bad" : ""))
			.collect(Collectors.joining("\n")));
		TraceErrors.Failure failure = TraceErrors.of(trace, ALL).failures().getFirst();
		assertThat(failure.depth()).isEqualTo(depth);
		assertThat(failure.path()).hasSize(TraceErrors.PATH_SPANS_MAX).last().isEqualTo(failure.origin());
	}

	@Test
	void theAnswer_listsTheFirstFailures_andCountsAll() {
		int leaves = 20_000;
		String chain = IntStream.range(0, 100)
			.mapToObj((i) -> "s" + i + ((i > 0) ? "<s" + (i - 1) : "") + " 0-90000 front x !bad\n")
			.collect(Collectors.joining());
		Trace trace = SampleTrace.of(chain + IntStream.range(0, leaves)
			.mapToObj((i) -> "leaf" + i + "<s99 0-" + (i + 1) + " front y !bad\n")
			.collect(Collectors.joining()));
		ErrorsAnswer answer = ErrorsAnswer.of(trace, new AnalysisProperties(3));
		assertThat(answer.errorCount()).isEqualTo(leaves + 100);
		assertThat(answer.failureCount()).isEqualTo(leaves);
		assertThat(answer.failures()).extracting((failure) -> failure.causes().getFirst().span().spanId().value())
			.containsExactly("leaf0", "leaf1", "leaf2");
		assertThat(ErrorsAnswer.of(trace, new AnalysisProperties(0)).failures()).isEmpty();
	}

	@Test
	void theAnswer_givesTheLastException_elseTheErrorType() {
		Span thrown = Span.builder(new TraceId("x"), new SpanId("a"), "x")
			.time(5, 9)
			.status(new SpanStatus(SpanStatus.Code.ERROR, "out"))
			.events(List.of(exception("First", "one"), exception("Last", "two")))
			.build();
		Span typed = Span.builder(new TraceId("x"), new SpanId("b"), "y")
			.time(5, 9)
			.status(new SpanStatus(SpanStatus.Code.ERROR, ""))
			.attributes(Attributes.of("error.type", "timeout"))
			.build();
		ErrorsAnswer answer = ErrorsAnswer.of(SampleTrace.of(List.of(thrown, typed)), new AnalysisProperties(100));
		assertThat(answer.errorCount()).isEqualTo(2);
		assertThat(answer.failures().getFirst().causes().getFirst().exceptionType()).isEqualTo("Last");
		assertThat(answer.failures().getFirst().causes().getFirst().exceptionMessage()).isEqualTo("two");
		assertThat(answer.failures().getLast().causes().getFirst().exceptionType()).isEqualTo("timeout");
	}

	@Property(tries = 1000)
	void everyFailedSpan_isInAChain_thatBeginsWithNothingFailedBelow(@ForAll("traces") Trace trace) {
		TraceErrors errors = TraceErrors.of(trace, ALL);
		assertThat(errors.failures().stream().flatMap((failure) -> failure.causes().stream()).distinct())
			.containsExactlyInAnyOrderElementsOf(
					trace.spans().stream().filter((span) -> span.status().isError()).toList());
		SpanForest forest = new SpanForest(trace);
		assertThat(errors.failures()).allSatisfy((failure) -> {
			assertThat(forest.childrenOf(failure.origin())).noneMatch((child) -> child.status().isError());
			assertThat(failure.path()).hasSize(failure.depth() + 1).endsWith(failure.origin());
		});
	}

	@Provide
	Arbitrary<Trace> traces() {
		return AnyTraces.arbitrary();
	}

	private static SpanEvent exception(String type, String message) {
		return new SpanEvent("exception", 7, Attributes.of(Map.of("exception.type",
				new AttributeValue.StringValue(type), "exception.message", new AttributeValue.StringValue(message))),
				0);
	}

	private static List<String> ids(List<Span> spans) {
		return spans.stream().map((span) -> span.spanId().value()).toList();
	}

}
