package io.mahavishnu.otel.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TraceDrawingTest {

	@Test
	void draw_isATreeWithATimeLine() {
		assertThat(String.join("\n", draw(80, Samples.TRACE))).isEqualTo("""
				Trace 4bf92f3577b34da6a3ce929d0e0e4736 of checkoutservice
				2026-11-12 10:04:11.123 UTC, 1.24 s, 7 spans, 2 errors

				SPAN (SERVICE)                           0                      1.24 s  DURATION
				✗ POST /api/checkout (frontend)          ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━    1.24 s
				  checkout failed
				├─ GetCart (cart)                        ━━                                80 ms
				│  └─ HGET cart:1234567890               ╸                                400 µs
				├─ ✗ Charge (payment)                        ━━━━━━━━━━━━━━━━━━━━━        900 ms
				│    the card was refused: ␛[31minsufficient funds
				└─ a name that is much longer t… (email)                             ━     40 ms
				Orphan [parent missing]                                          ━━       100 ms
				Own parent                                                         ━━     100 ms""");
	}

	@Test
	void draw_fitsAnyWidth() {
		for (int columns = 60; columns <= 200; columns += 7) {
			int width = columns;
			assertThat(draw(columns, Samples.TRACE)).allMatch((each) -> TerminalText.width(each) <= width);
		}
	}

	@Test
	void draw_needsNoMoreThanAscii_whereTheTerminalHasNoMore() {
		Terminal ascii = new Terminal(Terminal.Target.TERMINAL, Terminal.Target.TERMINAL, 80, StandardCharsets.US_ASCII,
				Palette.PLAIN);
		List<String> lines = new TraceDrawing(ascii).draw(Json.read(Samples.TRACE), 500, TraceDrawing.Detail.SPANS);
		assertThat(lines).anyMatch((each) -> each.startsWith("|- x Charge (payment)") && each.contains("==="));
	}

	@Test
	void draw_showsAttributes_whenAsked() {
		List<String> lines = new TraceDrawing(Commands.PIPE).draw(Json.read(Samples.TRACE), 500,
				TraceDrawing.Detail.SPANS_WITH_ATTRIBUTES);
		assertThat(lines).anyMatch((each) -> each.endsWith("db.system = redis"))
			.anyMatch((each) -> each.endsWith("db.rows = 3"));
	}

	@Test
	void draw_showsEverySpanOnce_alsoInACycle() {
		String trace = "{\"timestamp\":\"2026-01-01T00:00:00Z\",\"spans\":[" + span("a", "b") + "," + span("b", "a")
				+ "," + span("c", "a") + "]}";
		List<String> lines = draw(80, trace);
		for (String name : List.of("a", "b", "c")) {
			assertThat(lines).filteredOn((each) -> each.contains("name-" + name)).hasSize(1);
		}
	}

	@Test
	void draw_survivesAChainThatIsDeeperThanAnyTerminal() {
		String spans = IntStream.range(0, 100_000)
			.mapToObj((i) -> span("s" + i, "s" + (i - 1)))
			.collect(Collectors.joining(","));
		List<String> lines = draw(80, "{\"timestamp\":\"2026-01-01T00:00:00Z\",\"spans\":[" + spans + "]}");
		assertThat(lines).allMatch((each) -> TerminalText.width(each) <= 80)
			.anyMatch((each) -> each.startsWith("⋯493 ") && each.contains("└─ name-s499"))
			.last()
			.isEqualTo("… and 99,500 more spans; --spans-max draws more");
	}

	@Test
	void draw_leavesNoControlCharacterOfTheTrace() {
		assertThat(String.join("", draw(80, Samples.TRACE))).doesNotContain("\u001b")
			.contains("␛[31minsufficient funds");
	}

	private static List<String> draw(int columns, String trace) {
		Terminal terminal = new Terminal(Terminal.Target.PIPE, Terminal.Target.PIPE, columns, StandardCharsets.UTF_8,
				Palette.PLAIN);
		return new TraceDrawing(terminal).draw(Json.read(trace), 500, TraceDrawing.Detail.SPANS);
	}

	private static String span(String id, String parent) {
		return "{\"span_id\":\"" + id + "\",\"parent_span_id\":\"" + parent + "\",\"name\":\"name-" + id
				+ "\",\"start_time\":\"2026-01-01T00:00:00Z\",\"duration_ms\":1}";
	}

}
