package io.mahavishnu.otel.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TraceTest {

	private static final TraceId ID = new TraceId("abc123");

	@Test
	void content_joinsTheNamesInStartOrder() {
		Trace trace = trace(received("b", "second", 20), received("a", "first", 10));
		assertThat(trace.content()).isEqualTo("first | second");
	}

	@Test
	void content_isEmptyTrace_whenNoSpanHasAName() {
		assertThat(trace(received("a", "", 10)).content()).isEqualTo("Empty trace");
	}

	@Test
	void content_leavesOutEmptyNames() {
		assertThat(trace(received("a", "", 10), received("b", "named", 20)).content()).isEqualTo("named");
	}

	@ParameterizedTest
	@CsvSource({ "claude-code, claude", "My-CLAUDE-agent, claude", "qwen2.5-coder, qwen", "checkout, checkout" })
	void systemId_isTheFirstService_withAgentFamiliesMapped(String service, String systemId) {
		Trace trace = trace(received("a", "x", 10, "caller"), withService(received("b", "y", 20, null), service));
		assertThat(trace.systemId()).isEqualTo(systemId);
	}

	@Test
	void systemId_staysAsSent_whenMappingIsOff() {
		Trace trace = Trace.of(ID, List.of(withService(received("a", "x", 10, null), "claude-code")),
				SystemNaming.AS_SENT);
		assertThat(trace.systemId()).isEqualTo("claude-code");
	}

	@Test
	void systemId_isTheCallers_whenNoSpanNamesAService() {
		assertThat(trace(received("a", "x", 10, "fallback")).systemId()).isEqualTo("fallback");
	}

	@Test
	void systemId_isUnknown_whenNobodyNamesOne() {
		assertThat(trace(received("a", "x", 10)).systemId()).isEqualTo("unknown");
	}

	@Test
	void mergedAttributes_takeTheLastValueInSpanOrder() {
		Trace trace = trace(withAttribute(received("b", "y", 20), "k", "later"),
				withAttribute(received("a", "x", 10), "k", "earlier"));
		assertThat(trace.mergedAttributes().text("k")).isEqualTo("later");
	}

	@Test
	void missingStart_takesTheEarliestKnown_elseTheReceipt() {
		Trace known = trace(received("a", "no start", 0), received("b", "start", 50), received("c", "start", 70));
		assertThat(known.startEpochNanosOf(known.spans().getFirst())).isEqualTo(50);
		assertThat(trace(received("a", "no start", 0)).startEpochNanos()).isEqualTo(1_000);
	}

	@Test
	void firstStored_counts_whenTwoSpansHaveOneId() {
		assertThat(trace(received("a", "first", 10), received("a", "second", 5)).spans()).extracting(Span::name)
			.containsExactly("first");
	}

	@Test
	void everyOrderOfArrival_givesTheSameTrace() {
		List<ReceivedSpan> spans = new ArrayList<>(List.of(received("a", "x", 10, "one"), received("b", "y", 10, "two"),
				received("c", "z", 0, null), withService(received("d", "w", 30, null), "svc"),
				withService(received("e", "v", 20, null), "other")));
		Trace expected = Trace.of(ID, spans, SystemNaming.AGENT_FAMILIES);
		Random random = new Random(1);
		for (int i = 0; i < 50; i++) {
			Collections.shuffle(spans, random);
			assertThat(Trace.of(ID, spans, SystemNaming.AGENT_FAMILIES)).isEqualTo(expected);
		}
	}

	@Test
	void root_isTheFirstWithoutParent_elseAnOrphan_elseTheFirstSpan() {
		assertThat(trace(child("a", "missing", 1), received("b", "root", 2)).root().name()).isEqualTo("root");
		assertThat(trace(child("a", "b", 1), child("b", "missing", 2)).root().spanId().value()).isEqualTo("b");
		assertThat(trace(child("a", "b", 1), child("b", "a", 2)).root().spanId().value()).isEqualTo("a");
	}

	@Test
	void duration_isNeverNegative_whenASpanEndsBeforeItStarts() {
		Span skewed = Span.builder(ID, new SpanId("a"), "x").time(100, 50).build();
		Trace trace = trace(new ReceivedSpan(skewed, null, 1_000));
		assertThat(trace.durationNanos()).isZero();
		assertThat(trace.durationNanosOf(skewed)).isZero();
	}

	@Test
	void aTraceWithoutSpans_isRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Trace.of(ID, List.of(), SystemNaming.AS_SENT));
	}

	private static Trace trace(ReceivedSpan... spans) {
		return Trace.of(ID, List.of(spans), SystemNaming.AGENT_FAMILIES);
	}

	private static ReceivedSpan received(String id, String name, long start) {
		return received(id, name, start, null);
	}

	private static ReceivedSpan received(String id, String name, long start, @Nullable String systemId) {
		return new ReceivedSpan(Span.builder(ID, new SpanId(id), name).time(start, start).build(), systemId, 1_000);
	}

	private static ReceivedSpan child(String id, String parent, long start) {
		Span span = Span.builder(ID, new SpanId(id), id).parent(new SpanId(parent)).time(start, start).build();
		return new ReceivedSpan(span, null, 1_000);
	}

	private static ReceivedSpan withService(ReceivedSpan received, String service) {
		return withAttribute(received, "service.name", service);
	}

	private static ReceivedSpan withAttribute(ReceivedSpan received, String key, String value) {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>(received.span().attributes().values());
		attributes.put(key, new AttributeValue.StringValue(value));
		return new ReceivedSpan(received.span().toBuilder().attributes(Attributes.of(attributes)).build(),
				received.callerSystemId(), received.receivedEpochNanos());
	}

}
