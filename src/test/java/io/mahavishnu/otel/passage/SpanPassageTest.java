package io.mahavishnu.otel.passage;

import java.util.List;
import java.util.stream.IntStream;

import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpanPassageTest {

	@Test
	void of_saysTheNameInWords_whenThereIsNothingElse() {
		assertThat(Telemetry.said(Telemetry.span("1", "hipstershop.PaymentService/Charge")))
			.containsExactly("hipstershop payment service charge");
	}

	@Test
	void of_saysMethodAndRouteOnce_whenTheNameHasThem() {
		Span span = Telemetry.span("1", "GET /api/users/{id}", "http.request.method", "GET", "http.route",
				"/api/users/{id}", "http.response.status_code", "200");

		assertThat(Telemetry.said(span)).containsExactly("GET /api/users/{id}");
	}

	@Test
	void of_saysTheRoute_whenTheNameIsTheMethodOnly() {
		assertThat(Telemetry.said(Telemetry.span("1", "GET", "url.full", "http://shop:8080/cart/17?x=1")))
			.containsExactly("GET: /cart/<id>");
	}

	@Test
	void of_saysTheCodeInWords_whenItFails() {
		Span span = Telemetry.failed(Telemetry.span("1", "POST /pay", "http.response.status_code", "503"), "");

		assertThat(Telemetry.said(span)).containsExactly("POST /pay failed: HTTP 503 service unavailable");
	}

	@Test
	void of_saysTheStatusMessage_whenItFails() {
		Span span = Telemetry.failed(Telemetry.span("1", "payment authorise"), "card declined");

		assertThat(Telemetry.said(span)).containsExactly("payment authorise failed: card declined");
	}

	@Test
	void of_saysAReason_whateverTheSiteCallsIt() {
		Span span = Telemetry.span("1", "authorise", "payment.declineReason", "insufficient_funds", "order.id", "A-1",
				"booking_outcome", "waitlisted", "http.status", "402");

		assertThat(Telemetry.said(span))
			.containsExactly("authorise: booking outcome waitlisted. decline reason insufficient_funds");
	}

	@ParameterizedTest
	@ValueSource(strings = { "error.message", "error.object", "otel.status_description", "grpc.error_message",
			"rpc.jsonrpc.error_message" })
	void of_saysTheMessageOfAFailure_whereverItStands(String key) {
		assertThat(Telemetry.said(Telemetry.failed(Telemetry.span("1", "charge", key, "card expired"), "")))
			.containsExactly("charge failed: card expired");
	}

	@ParameterizedTest
	@CsvSource({ "rpc.grpc.status_code, 14", "rpc.response.status_code, UNAVAILABLE",
			"rpc.connect_rpc.error_code, unavailable", "grpc.status_code, 14" })
	void of_saysTheCodeOfACallInWords_whateverItsKey(String key, String code) {
		assertThat(Telemetry.said(Telemetry.failed(Telemetry.span("1", "charge", key, code), "")))
			.containsExactly("charge failed: RPC unavailable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "message", "log.message", "body", "reason" })
	void of_saysWhatAnEventSays(String key) {
		Span span = Telemetry.with(Telemetry.span("1", "load cart"),
				Telemetry.event("cart.expired", key, "key evicted"));

		assertThat(Telemetry.said(span)).containsExactly("load cart: cart.expired key evicted");
	}

	@Test
	void of_saysTheStatement_withoutItsLiterals() {
		Span one = Telemetry.span("1", "SELECT orders", "db.system", "postgresql", "db.statement",
				"SELECT * FROM orders WHERE id = 42 AND owner = 'Mia Li' AND n IN (1, 2)");
		Span other = Telemetry.span("1", "SELECT orders", "db.system", "postgresql", "db.statement",
				"SELECT * FROM orders WHERE id = 7 AND owner = 'Bob' AND n IN (3, 4)");

		assertThat(Telemetry.said(one)).isEqualTo(Telemetry.said(other))
			.first()
			.asString()
			.startsWith("SELECT orders: SELECT * FROM orders WHERE id = ? AND owner = ?")
			.doesNotContain("Mia", "42")
			.endsWith("in postgresql");
	}

	@Test
	void of_saysTheCallAndTheCode_ofRpc() {
		Span span = Telemetry.failed(Telemetry.span("1", "Charge", "rpc.service", "hipstershop.PaymentService",
				"rpc.method", "Charge", "rpc.grpc.status_code", "14"), "");

		assertThat(Telemetry.said(span)).containsExactly("charge failed: RPC unavailable. hipstershop payment service");
	}

	@Test
	void of_saysTheDestination_ofMessaging() {
		Span span = Telemetry.span("1", "publish", "messaging.system", "kafka", "messaging.destination.name",
				"orders.created");

		assertThat(Telemetry.said(span)).containsExactly("publish: orders created in kafka");
	}

	@Test
	void of_saysTypeMessageFrameAndCause_ofAnException() {
		Span span = Telemetry.failed(Telemetry.with(Telemetry.span("1", "charge"),
				Telemetry.event("exception", "exception.type", "com.shop.PaymentException", "exception.message",
						"card 4111111111111111 refused", "exception.stacktrace", """
								com.shop.PaymentException: card refused
									at java.base/java.util.Optional.orElseThrow(Optional.java:403)
									at com.shop.PaymentGateway.authorise(PaymentGateway.java:12)
								Caused by: java.net.ConnectException: Connection refused
									at java.net.Socket.connect(Socket.java:1)""")),
				"");

		assertThat(Telemetry.said(span)).containsExactly("charge failed: payment exception: card <id> refused "
				+ "in payment gateway authorise. caused by connect exception: Connection refused");
	}

	@Test
	void of_saysAMessageOnce_whenALongerOneHasIt() {
		Span span = Telemetry.failed(Telemetry.with(Telemetry.span("1", "charge", "error.message", "declined"),
				Telemetry.event("exception", "exception.message", "card declined by the bank"),
				Telemetry.event("exception", "exception.message", "no retry")), "card declined");

		assertThat(Telemetry.said(span)).containsExactly("charge failed: card declined by the bank. no retry");
	}

	@Test
	void of_saysAHundredMessagesOfAFailure_andReadsNoMoreOfOneThanOfASpan() {
		SpanEvent[] runs = IntStream.range(0, 1_000)
			.mapToObj((i) -> Telemetry.event("exception", "exception.message", "a".repeat(200_000) + i))
			.toArray(SpanEvent[]::new);
		SpanEvent[] rows = IntStream.range(0, 1_000)
			.mapToObj((i) -> Telemetry.event("exception", "exception.message", "row " + i + " is bad"))
			.toArray(SpanEvent[]::new);

		assertThat(Failure.of(Telemetry.with(Telemetry.span("1", "load"), runs), 100_000).messages()).singleElement()
			.satisfies((message) -> assertThat(message).hasSize(100_001));
		assertThat(Failure.of(Telemetry.with(Telemetry.span("1", "load"), rows), 100_000).messages()).hasSize(100);
	}

	@Test
	void of_doesNotSayModelsAndTokens() {
		Span span = Telemetry.span("1", "chat gpt-4o", "gen_ai.operation.name", "chat", "gen_ai.request.model",
				"gpt-4o", "gen_ai.usage.input_tokens", "1234");

		assertThat(Telemetry.said(span)).containsExactly("chat");
	}

	@Test
	void of_saysAdditionalAttributes_whenConfigured() {
		PassageProperties properties = new PassageProperties(110, 100, 1000, 100_000, 1_000_000,
				List.of("app.cart.size"));
		TraceTexts texts = new TraceTexts(properties, new SimpleMeterRegistry());

		TraceText text = texts.of(Telemetry.trace(Telemetry.span("1", "checkout", "app.cart.size", "three")));

		assertThat(text.utterances().getLast().passage().text()).isEqualTo("checkout: size three");
	}

	@Test
	void of_keepsTheTracesOwnWords_besideTheMaskedText() {
		Span span = Telemetry.failed(Telemetry.span("1", "OrderService/Place"), "order 12345678 refused");

		Utterance utterance = Telemetry.textOf(span).utterances().getLast();

		assertThat(utterance.passage().text()).isEqualTo("order service place failed: order <id> refused");
		assertThat(utterance.words()).isEqualTo("OrderService/Place failed: order 12345678 refused");
	}

	@Test
	void of_saysNothingOfTheFailure_whenTheStatusIsFine() {
		Span span = Telemetry.builder("1", "ping").status(new SpanStatus(SpanStatus.Code.OK, "")).build();

		assertThat(Telemetry.said(span)).containsExactly("ping");
	}

	@Test
	void of_saysWhatTheSiteAdds_alsoOfATool() {
		PassageProperties properties = new PassageProperties(110, 100, 1000, 100_000, 1_000_000, List.of("app.tier"));
		Span span = Telemetry.with(Telemetry.span("1", "execute_tool lookup", "gen_ai.tool.name", "lookup", "app.tier",
				"gold", "refund.decline_reason", "window closed"), Telemetry.event("retry"));

		assertThat(new TraceTexts(properties, new SimpleMeterRegistry()).of(Telemetry.trace(span)).passages())
			.extracting(Passage::text)
			.contains("lookup: decline reason window closed. tier gold. retry");
	}

	@Test
	void of_saysAnEvaluation_thatIsAnEvent() {
		Span span = Telemetry.with(Telemetry.span("1", "chat"),
				Telemetry.event("gen_ai.evaluation.result", "gen_ai.evaluation.name", "Relevance",
						"gen_ai.evaluation.score.label", "fail", "gen_ai.evaluation.explanation",
						"ignores the refund window"));

		assertThat(Telemetry.said(span)).singleElement()
			.asString()
			.contains("evaluation relevance")
			.contains("fail")
			.contains("ignores the refund window");
	}

}
