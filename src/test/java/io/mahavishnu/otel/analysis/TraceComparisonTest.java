package io.mahavishnu.otel.analysis;

import java.util.List;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.Trace;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TraceComparisonTest {

	private static final TraceComparison.Threshold ANY = new TraceComparison.Threshold(1, 1);

	private static final Trace BASELINE = SampleTrace.of("""
			a 0-100 front GET /cart
			b<a 10-20 store SELECT
			c<a 30-40 store SELECT
			d<a 50-60 mailer send
			e<d 52-58 mailer connect
			""");

	@Test
	void spans_matchByServiceNameAndPlaceAmongEquals() {
		TraceComparison comparison = compare(ANY, """
				r 500-600 front GET /cart
				s<r 510-520 store SELECT
				t<r 530-545 store SELECT
				u<r 560-570 store SELECT
				v<r 580-590 front render !no template
				""");
		assertThat(comparison.matchedSpans()).isEqualTo(3);
		assertThat(ids(comparison.added())).containsExactly("u", "v");
		assertThat(ids(comparison.missing())).containsExactly("d", "e");
		assertThat(comparison.slower())
			.extracting((pair) -> pair.baseline().spanId() + " " + pair.other().spanId() + " " + pair.differenceNanos())
			.containsExactly("c t 5");
	}

	@Test
	void slower_isOrderedByDifference_andOfEqualOnesTheDeeperIsFirst() {
		TraceComparison comparison = compare(ANY, """
				a 0-140 front GET /cart
				b<a 10-30 store SELECT
				d<a 50-100 mailer send
				e<d 52-98 mailer connect
				""");
		assertThat(comparison.slower()).extracting((pair) -> pair.baseline().spanId().value())
			.containsExactly("e", "d", "a", "b");
	}

	@Test
	void slower_meansBothThresholds() {
		String other = """
				a 0-140 front GET /cart
				b<a 10-31 store SELECT
				""";
		assertThat(slower(new TraceComparison.Threshold(11, 1), other)).containsExactly("a", "b");
		assertThat(slower(new TraceComparison.Threshold(12, 1), other)).containsExactly("a");
		assertThat(slower(new TraceComparison.Threshold(1, 1.5), other)).containsExactly("b");
	}

	@Test
	void aSpanWithoutAnEnd_isNeitherSlowerNorFaster() {
		assertThat(TraceComparison.of(SampleTrace.of("a 0-? front x"), SampleTrace.of("a 0-90 front x"), ANY).slower())
			.isEmpty();
	}

	@Test
	void newlyFailing_isWhatFailedInTheOtherAlone() {
		TraceComparison comparison = TraceComparison.of(SampleTrace.of("""
				a 0-100 front x !always
				b<a 10-20 front y
				"""), SampleTrace.of("""
				a 0-100 front x !always
				b<a 10-20 front y !now
				"""), ANY);
		assertThat(comparison.newlyFailing()).extracting((pair) -> pair.other().status().message())
			.containsExactly("now");
	}

	@Property(tries = 1000)
	void aTrace_doesNotDifferFromItself(@ForAll("traces") Trace trace) {
		TraceComparison comparison = TraceComparison.of(trace, trace, new TraceComparison.Threshold(0, 1));
		assertThat(comparison.isEmpty()).isTrue();
		assertThat(comparison.matchedSpans()).isEqualTo(trace.spans().size());
	}

	@Property(tries = 1000)
	void whatIsAddedOneWay_isMissingTheOtherWay(@ForAll("traces") Trace one, @ForAll("traces") Trace other) {
		TraceComparison there = TraceComparison.of(one, other, ANY);
		TraceComparison back = TraceComparison.of(other, one, ANY);
		assertThat(there.added()).isEqualTo(back.missing());
		assertThat(there.missing()).isEqualTo(back.added());
		assertThat(there.matchedSpans()).isEqualTo(back.matchedSpans());
		assertThat(there.slower()).noneMatch((pair) -> back.slower()
			.stream()
			.anyMatch((reverse) -> reverse.baseline().equals(pair.other()) && reverse.other().equals(pair.baseline())));
	}

	@Test
	void theDefaultThreshold_isUsed_whereNothingIsGiven() {
		assertThat(ThresholdParser.of(null, " ")).isEqualTo(TraceComparison.Threshold.DEFAULT);
		assertThat(ThresholdParser.of("0.5", "2")).isEqualTo(new TraceComparison.Threshold(500_000, 2));
	}

	@ParameterizedTest
	@CsvSource({ "-1, 2, min_slowdown_ms", "NaN, 2, min_slowdown_ms", "1, 0.5, min_slowdown_ratio",
			"1, much, min_slowdown_ratio" })
	void aThresholdOutOfBounds_isRefusedByName(String millis, String ratio, String named) {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> ThresholdParser.of(millis, ratio))
			.withMessageContaining(named);
	}

	@Provide
	Arbitrary<Trace> traces() {
		return AnyTraces.arbitrary();
	}

	private static TraceComparison compare(TraceComparison.Threshold threshold, String other) {
		return TraceComparison.of(BASELINE, SampleTrace.of(other), threshold);
	}

	private static List<String> slower(TraceComparison.Threshold threshold, String other) {
		return compare(threshold, other).slower().stream().map((pair) -> pair.baseline().spanId().value()).toList();
	}

	private static List<String> ids(List<Span> spans) {
		return spans.stream().map((span) -> span.spanId().value()).toList();
	}

}
