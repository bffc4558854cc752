package io.mahavishnu.otel.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class CriticalPathTest {

	@Test
	void path_goesThroughWhatFinishedLast_andLeavesOutWhatRanBeside() {
		assertThat(path("""
				a 0-100 front GET /cart
				b<a 10-40 front read cart
				c<a 20-60 front read prices
				d<a 70-90 front render
				e<c 30-60 store SELECT
				""")).containsExactly("a 0-20", "c 20-30", "e 30-60", "a 60-70", "d 70-90", "a 90-100");
	}

	@Test
	void oneSpan_isItsWholePath() {
		assertThat(path("a 0-100 front x")).containsExactly("a 0-100");
	}

	@Test
	void aChildThatItsParentDidNotWaitFor_isNotOnThePath() {
		assertThat(path("""
				a 0-100 front POST /order
				b<a 10-90 front charge
				c<a 20-101 front send mail
				d<a 30-500 mailer deliver
				""")).containsExactly("a 0-10", "b 10-90", "a 90-100");
	}

	@Test
	void aChildOfAnotherServiceThatEndsLittleLater_hasAnotherClock_andIsCut() {
		assertThat(path("""
				a 10-100 front GET
				b<a 5-60 back handle
				c<a 70-103 back handle
				""")).containsExactly("b 10-60", "a 60-70", "c 70-100");
	}

	@Test
	void anOrphan_countsAsAChildOfTheRoot() {
		assertThat(path("""
				a 0-100 front GET
				b<gone 20-80 back handle
				""")).containsExactly("a 0-20", "b 20-80", "a 80-100");
	}

	@Test
	void severalRoots_areOnePath_andTimeWithoutAnyBelongsToNone() {
		assertThat(path("""
				a 0-40 front first turn
				b 60-100 front second turn
				c<b 70-90 back answer
				""")).containsExactly("a 0-40", "none 40-60", "b 60-70", "c 70-90", "b 90-100");
	}

	@Test
	void withoutARoot_theOrphansAreTheRoots() {
		assertThat(path("""
				a<gone 0-40 front x
				b<lost 30-100 front y
				""")).containsExactly("a 0-30", "b 30-100");
	}

	@Test
	void aSpanWithoutAnEnd_endsWithTheLastBelowIt() {
		assertThat(path("""
				a 0-? front x
				b<a 10-? front y
				c<b 20-70 front z
				""")).containsExactly("a 0-10", "b 10-20", "c 20-70");
	}

	@Test
	void aCycle_isCutAtItsFirstSpan() {
		assertThat(path("""
				a<c 0-100 front x
				b<a 10-90 front y
				c<b 20-80 front z
				""")).containsExactly("a 0-10", "b 10-20", "c 20-80", "b 80-90", "a 90-100");
	}

	@Test
	void selfTime_isSummedBySpan_longestFirst() {
		CriticalPath path = CriticalPath.of(SampleTrace.of("""
				a 0-100 front x
				b<a 10-40 front y
				c<a 50-60 front z
				"""));
		assertThat(path.selfNanosBySpan()).extracting((self) -> self.getKey().spanId() + " " + self.getValue())
			.containsExactly("a 60", "b 30", "c 10");
	}

	@Test
	@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void selfTime_takesALargeSpanThatIsOnThePathOverAndOver() {
		int children = 50_000;
		AttributeValue large = new AttributeValue.ArrayValue(
				IntStream.range(0, 200_000).<AttributeValue>mapToObj((i) -> new AttributeValue.LongValue(i)).toList());
		TraceId id = new TraceId("large");
		List<Span> spans = new ArrayList<>();
		spans.add(Span.builder(id, new SpanId("root"), "x")
			.time(1, 1 + 2 * children)
			.attributes(Attributes.of(Map.of("large", large)))
			.build());
		for (int i = 0; i < children; i++) {
			spans.add(Span.builder(id, new SpanId("c" + i), "y")
				.parent(new SpanId("root"))
				.time(1 + 2 * i, 2 + 2 * i)
				.build());
		}
		CriticalPath path = CriticalPath.of(SampleTrace.of(spans));
		assertThat(path.selfNanosBySpan()).hasSize(children + 1);
		assertThat(path.selfNanosBySpan().getFirst().getValue()).isEqualTo(children);
	}

	@Test
	void aTraceWithoutDuration_hasNoSegments() {
		CriticalPath path = CriticalPath.of(SampleTrace.of("a 7-? front x"));
		assertThat(path.durationNanos()).isZero();
		assertThat(path.segments()).isEmpty();
	}

	@Test
	void spansNestedAHundredThousandDeep_areWalked() {
		TraceId id = new TraceId("deep");
		int depth = 100_000;
		Trace trace = SampleTrace.of(IntStream.range(0, depth)
			.mapToObj((i) -> Span.builder(id, new SpanId("s" + i), "x")
				.parent((i == 0) ? null : new SpanId("s" + (i - 1)))
				.time(SampleTrace.BASE + i, SampleTrace.BASE + 2L * depth - i)
				.attributes(Attributes.EMPTY)
				.build())
			.toList());
		assertThat(CriticalPath.of(trace).segments()).hasSize(2 * depth - 1);
	}

	@Property(tries = 2000)
	void segments_followEachOther_sumToThePath_andLieInTheirSpans(@ForAll("traces") Trace trace) {
		CriticalPath path = CriticalPath.of(trace);
		long at = path.startEpochNanos();
		for (CriticalPath.Segment segment : path.segments()) {
			assertThat(segment.startEpochNanos()).isEqualTo(at);
			assertThat(segment.durationNanos()).isPositive();
			at += segment.durationNanos();
			Span span = segment.span();
			if (span != null) {
				assertThat(segment.startEpochNanos()).isGreaterThanOrEqualTo(trace.startEpochNanosOf(span));
				if (span.endEpochNanos() >= trace.startEpochNanosOf(span)) {
					assertThat(at).isLessThanOrEqualTo(span.endEpochNanos());
				}
			}
			else {
				assertThat(running(trace, segment)).isEmpty();
			}
		}
		assertThat(at).isEqualTo(path.startEpochNanos() + path.durationNanos());
		assertThat(path.startEpochNanos()).isGreaterThanOrEqualTo(trace.startEpochNanos());
		assertThat(at).isLessThanOrEqualTo(trace.endEpochNanos());
	}

	@Provide
	Arbitrary<Trace> traces() {
		return AnyTraces.arbitrary();
	}

	/** The roots that run at any time of a segment. */
	private static List<Span> running(Trace trace, CriticalPath.Segment segment) {
		return trace.spans()
			.stream()
			.filter((span) -> span.parentSpanId() == null && trace.durationNanosOf(span) > 0)
			.filter((span) -> trace.startEpochNanosOf(span) < segment.startEpochNanos() + segment.durationNanos()
					&& trace.startEpochNanosOf(span) + trace.durationNanosOf(span) > segment.startEpochNanos())
			.toList();
	}

	private static List<String> path(String lines) {
		CriticalPath path = CriticalPath.of(SampleTrace.of(lines));
		return path.segments().stream().map((segment) -> {
			long start = segment.startEpochNanos() - SampleTrace.BASE;
			Span span = segment.span();
			return ((span != null) ? span.spanId() : "none") + " " + start + "-" + (start + segment.durationNanos());
		}).toList();
	}

}
