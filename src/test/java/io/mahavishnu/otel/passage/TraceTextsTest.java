package io.mahavishnu.otel.passage;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TraceTextsTest {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	@Test
	void of_saysTheTraceAsAWhole_first() {
		Span root = Telemetry.of("frontend", Telemetry.builder("1", "POST /checkout").time(1, 9).build());
		Span child = Telemetry.failed(
				Telemetry.of("payment", Telemetry.span("2", "PaymentService/Charge", "rpc.method", "Charge")),
				"card declined");

		Utterance whole = Telemetry.textOf(root, child).utterances().getFirst();

		assertThat(whole.span()).isNull();
		assertThat(whole.service()).isEqualTo("frontend");
		assertThat(whole.passage().text())
			.isEqualTo("POST /checkout. card declined. frontend payment payment service charge");
	}

	@Test
	void shape_isTheSame_whenSpansAreReorderedOrRepeatedOrHaveOtherIds() {
		TraceText one = Telemetry.textOf(at(1, "1", "GET /users/17"), at(2, "2", "load 4711234"), at(3, "3", "render"));
		TraceText other = Telemetry.textOf(at(1, "1", "GET /users/18"), at(2, "2", "render"), at(3, "3", "render"),
				at(4, "4", "load 9911234"));

		assertThat(other.shape()).isEqualTo(one.shape());
		assertThat(one.shape().value()).matches("[0-9a-f]{32}");
	}

	@Test
	void shape_differs_whenAnotherServiceSaysIt() {
		Span span = Telemetry.span("1", "GET /health");

		TraceText one = Telemetry.textOf(Telemetry.of("cart", span));
		TraceText other = Telemetry.textOf(Telemetry.of("payment", span));

		assertThat(one.shape()).isNotEqualTo(other.shape());
		assertThat(one.utterances().getLast().passage()).isEqualTo(other.utterances().getLast().passage());
	}

	@Test
	void shape_differs_whenSomethingElseIsSaid() {
		assertThat(Telemetry.textOf(Telemetry.span("1", "a cat")).shape())
			.isNotEqualTo(Telemetry.textOf(Telemetry.span("1", "a dog")).shape());
	}

	@Test
	void words_containWhatIsMaskedAndWhatIsNotEmbedded_eachOnce() {
		Span span = Telemetry.failed(
				Telemetry.span("1", "place order", "app.order.id", "ORD-99887766", "custom.note", "leave at the door"),
				"order 12345678 refused");

		TraceText.Words words = Telemetry.textOf(Telemetry.of("shop", span), Telemetry.of("shop", again(span))).words();

		assertThat(words.names()).isEqualTo("shop\nplace order");
		assertThat(words.errors()).isEqualTo("order 12345678 refused");
		assertThat(words.body()).containsOnlyOnce("ORD-99887766").containsOnlyOnce("leave at the door");
		assertThat(words.body()).doesNotContain("app.order.id");
	}

	@Test
	void of_losesNothingOfALongText_andKeepsEveryPassageShort() {
		String text = IntStream.range(0, 600)
			.mapToObj((i) -> "w" + (char) ('a' + i % 26) + (char) ('a' + i / 26) + ((i % 13 == 12) ? "." : ""))
			.collect(Collectors.joining(" "));

		List<Utterance> said = Telemetry.textOf(Telemetry.span("1", "summarise", "input.value", text))
			.utterances()
			.stream()
			.filter((each) -> each.span() != null && each.words().startsWith("user: "))
			.toList();

		assertThat(said).hasSizeGreaterThan(5);
		assertThat(
				said.stream().map((each) -> each.words().substring("user: ".length())).collect(Collectors.joining(" ")))
			.isEqualTo(text);
		assertThat(said).allSatisfy((each) -> {
			assertThat(WordPieces.estimate(each.passage().text())).isLessThanOrEqualTo(110);
			assertThat(each.words()).endsWith(each == said.getLast() ? "" : ".");
		});
	}

	@Test
	void of_keepsEveryPassageShort_whenAScriptHasNoSpaces() {
		String value = IntStream.range(0, 100)
			.mapToObj((i) -> "予約を" + (char) ('一' + i) + "変更してください。")
			.collect(Collectors.joining());
		TraceText text = Telemetry.textOf(Telemetry.span("1", "翻訳", "input.value", value));

		assertThat(text.utterances()).hasSizeGreaterThan(8).allSatisfy((each) -> {
			assertThat(WordPieces.estimate(each.passage().text())).isLessThanOrEqualTo(110);
		});
	}

	@Test
	void of_tellsMessagesApart_whenAScriptHasNoSpaces() {
		assertThat(Telemetry.said(Telemetry.span("1", "chat", "gen_ai.operation.name", "chat", "gen_ai.prompt",
				"[{\"role\":\"user\",\"content\":\"请把3月5日的航班改到3月8日\"},"
						+ "{\"role\":\"user\",\"content\":\"订单号123456已支付但没有发货\"},"
						+ "{\"role\":\"user\",\"content\":\"订单号987654已支付但没有发货\"}]")))
			.containsExactly("user: 请把3月5日的航班改到3月8日", "user: 订单号<id>已支付但没有发货");
	}

	@Test
	void of_cutsAndCounts_whenASpanSaysTooMuch() {
		PassageProperties properties = new PassageProperties(110, 2, 1000, 5_000, 1_000_000, List.of());
		Span span = Telemetry.span("1", "talk", "input.value", "all work and no play. ".repeat(50_000));

		TraceText text = texts(properties).of(Telemetry.trace(span));

		assertThat(text.utterances()).hasSizeLessThanOrEqualTo(4);
		assertThat(cut("span_passages")).isEqualTo(1);
		assertThat(cut("span_characters")).isEqualTo(1);
		assertThat(cut("trace_passages")).isZero();
	}

	@Test
	void of_cutsAndCounts_whenATraceSaysTooMuch() {
		PassageProperties properties = new PassageProperties(110, 100, 10, 100_000, 1_000, List.of());
		Span[] spans = IntStream.range(0, 1_000)
			.mapToObj((i) -> Telemetry.span("s" + i, "step " + Integer.toString(i + 36, 36).replaceAll("\\d", "x") + i))
			.toArray(Span[]::new);

		TraceText text = texts(properties).of(Telemetry.trace(spans));

		assertThat(text.passages()).hasSize(11);
		assertThat(text.words().names()).hasSizeLessThanOrEqualTo(1_000);
		assertThat(cut("trace_passages")).isEqualTo(1);
		assertThat(cut("trace_words")).isEqualTo(1);
	}

	@Test
	void of_repeatsNothing_whenAHundredThousandSpansSayTheSame() {
		Span[] spans = IntStream.range(0, 100_000)
			.mapToObj((i) -> Telemetry.span("s" + i, "poll queue", "messaging.destination.name", "orders"))
			.toArray(Span[]::new);

		TraceText text = texts(PassageProperties.defaults()).of(Telemetry.trace(spans));

		assertThat(text.utterances()).hasSize(2);
		assertThat(text.words().body()).hasSizeLessThan(100);
	}

	@Test
	void of_takesAMegabyteInOneAttribute() {
		for (String unit : List.of("{", "[\"", "a", "1", "'", "$", "/", "\\", "Aa1", "é ", "😀", "x=1&", "((")) {
			String megabyte = unit.repeat(1_000_000 / unit.length());
			Span span = Telemetry
				.failed(Telemetry.span("1", megabyte, "db.query.text", megabyte, "http.route", megabyte, "input.value",
						megabyte, "exception.stacktrace", megabyte, "gen_ai.input.messages", megabyte), megabyte);

			assertThat(texts(PassageProperties.defaults()).of(Telemetry.trace(span)).passages())
				.hasSizeLessThanOrEqualTo(101)
				.allSatisfy((each) -> assertThat(each.text()).hasSizeLessThan(4_000));
		}
	}

	@Test
	void asPassage_masksAQuestionAsPassagesAre() {
		assertThat(texts(PassageProperties.defaults()).asPassage("PaymentService refused order 12345678?"))
			.isEqualTo("payment service refused order <id>?");
	}

	private TraceTexts texts(PassageProperties properties) {
		return new TraceTexts(properties, this.meters);
	}

	private double cut(String limit) {
		return this.meters.get("mahavishnu.passage.cut").tag("limit", limit).counter().count();
	}

	private static Span at(long start, String id, String name) {
		return Telemetry.builder(id, name).parent((start == 1) ? null : new SpanId("1")).time(start, start + 1).build();
	}

	private static Span again(Span span) {
		return Telemetry.failed(Telemetry.builder("2", span.name()).attributes(span.attributes()).build(),
				span.status().message());
	}

}
