package io.mahavishnu.otel.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class QueryCommandsTest {

	private FakeService service;

	@TempDir
	private Path folder;

	@BeforeEach
	void start() throws IOException {
		this.service = Samples.withAll(new FakeService());
	}

	@AfterEach
	void stop() {
		this.service.close();
	}

	@Test
	void search_asksWithTheNamesOfTheContract() {
		run("otel", "search", "card", "refused?", "-n", "5", "--mode", "semantic", "--threshold", "0.5", "--system-id",
				"a b", "--service", "s", "--operation", "GET /", "--attribute", "k=v", "--attribute=x=y&z", "--from",
				"2026-01-01T00:00:00+01:00", "--to", "1700000000", "--min_duration_ms", "1", "--max-duration-ms=2.5",
				"--status", "error", "--filter", "{ .a = 1 }", "--group", "shape", "--sort", "time:asc", "--cursor",
				"abc");
		assertThat(this.service.asked.getFirst().path()).isEqualTo("/api/traces/search?query=card%20refused%3F"
				+ "&system_id=a%20b&service=s&operation=GET%20%2F&attribute=k%3Dv&attribute=x%3Dy%26z"
				+ "&from=2026-01-01T00%3A00%3A00%2B01%3A00&to=1700000000&min_duration_ms=1&max_duration_ms=2.5"
				+ "&status=error&filter=%7B%20.a%20%3D%201%20%7D&limit=5&mode=semantic&threshold=0.5&group=shape&sort=time%3Aasc&cursor=abc");
	}

	@Test
	void search_printsATableThatFits80Columns() {
		Commands.Outcome outcome = run("otel", "search", "card refused");
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.DONE);
		assertThat(outcome.out().lines()).allMatch((each) -> TerminalText.width(each) <= 80);
		assertThat(outcome.out()).isEqualTo("""
				SCORE  SIMILARITY  START (UTC)            DURATION  ERRORS  SYSTEM
				0.934       0.712  2026-11-12 10:04:11      1.24 s       2  checkoutservice
				  4bf92f3577b34da6a3ce929d0e0e4736  POST /api/checkout (+41 alike)
				  › payment: Charge: the card was refused by the bank because the account has
				    insufficient funds; the customer has been asked for another way to pay,…
				  › the whole trace, without marks: a CARD
				0.050           -  2026-11-12 09:00:00      420 µs       0  claude
				  abc123  evil ␛]0;title␇ ␛[2J name

				""");
		assertThat(outcome.err()).isEqualTo("There is more: the same command with --cursor eyJvIjoxMH0\n");
	}

	@Test
	void search_marksWordsInColourOnATerminal_unlessNoColorIsSet() {
		assertThat(terminal(Palette.ANSI).run("otel", "search", "x").out()).contains("\u001b[1;33mcard\u001b[0m");
		assertThat(run("otel", "search", "x").out()).doesNotContain("\u001b");
		java.util.Properties properties = new java.util.Properties();
		properties.setProperty(Terminal.OUTPUT_PROPERTY, "terminal");
		assertThat(Terminal.detect(properties, Map.of()).palette()).isEqualTo(Palette.ANSI);
		assertThat(Terminal.detect(properties, Map.of("NO_COLOR", "1")).palette()).isEqualTo(Palette.PLAIN);
		properties.setProperty(Terminal.OUTPUT_PROPERTY, "pipe");
		assertThat(Terminal.detect(properties, Map.of()).palette()).isEqualTo(Palette.PLAIN);
	}

	@Test
	void search_letsNothingOfATraceReachTheTerminalAsAControl() {
		assertThat(run("otel", "search", "x").out()).contains("evil ␛]0;title␇ ␛[2J name");
		assertThat(run("otel", "search", "x", "--json").out()).doesNotContain("\u001b").contains("\\u001b]0;title");
	}

	@Test
	void search_printsTheAnswerAsItIs_forScripts() {
		assertThat(Json.read(run("otel", "search", "x", "--json").out())).isEqualTo(Json.read(Samples.SEARCH));
		assertThat(Json.read(run("otel", "--json", "search", "x").out())).isEqualTo(Json.read(Samples.SEARCH));
	}

	@Test
	void search_saysWhyNothingWasFound() {
		this.service.on("/api/traces/search", "{\"results\":[],\"next_cursor\":null,\"hint\":\"The best was 0.53.\"}");
		Commands.Outcome outcome = run("otel", "search", "x");
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.NOTHING_FOUND);
		assertThat(outcome.out()).isEmpty();
		assertThat(outcome.err()).isEqualTo("Nothing found. The best was 0.53.\n");
	}

	@Test
	void search_passesOnWhatTheServiceRefuses() {
		this.service.on("/api/traces/search", 400, "{\"detail\":\"limit must be 1 to 1000 but is 0\"}");
		Commands.Outcome outcome = run("otel", "search", "x", "--limit", "0");
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.REFUSED_REQUEST);
		assertThat(outcome.err()).contains("answered 400: limit must be 1 to 1000 but is 0");
	}

	@Test
	void search_saysThatTheServiceFails() {
		this.service.failNext(503, "1", "the store is not available");
		Commands.Outcome outcome = run("otel", "search", "x");
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.UNAVAILABLE);
		assertThat(outcome.err()).contains("the store is not available");
	}

	@Test
	void search_saysThatSomethingElseAnswers() {
		this.service.on("/api/traces/search", "<html>");
		assertThat(run("otel", "search", "x").exitCode()).isEqualTo(ExitCodes.UNAVAILABLE);
	}

	@Test
	void getTrace_draws_orPrintsJson_orOtlp() {
		assertThat(run("otel", "get-trace", "abc123").out()).contains("└─ ").contains("✗ Charge");
		assertThat(Json.read(run("otel", "get-trace", "abc123", "--json").out())).isEqualTo(Json.read(Samples.TRACE));
		run("otel", "get-trace", "abc123", "--otlp");
		assertThat(this.service.asked.getLast().path()).isEqualTo("/api/traces/abc123?format=otlp");
	}

	@Test
	void getTrace_saysThatTheIdIsNotKnown() {
		Commands.Outcome outcome = run("otel", "get-trace", "../no such");
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.NOTHING_FOUND);
		assertThat(this.service.asked.getFirst().path()).isEqualTo("/api/traces/..%2Fno%20such");
		assertThat(outcome.err()).isEqualTo("There is no trace there.\n");
	}

	@Test
	void similar_printsResults() {
		assertThat(run("otel", "similar", "abc123", "-n", "3").out()).contains("POST /api/checkout (+41 alike)");
		assertThat(this.service.asked.getFirst().path()).isEqualTo("/api/traces/abc123/similar?limit=3");
		assertThat(run("otel", "similar", "none").exitCode()).isEqualTo(ExitCodes.NOTHING_FOUND);
	}

	@Test
	void similar_takesTheOptionsOfTheService() {
		run("otel", "similar", "abc123", "--cursor", "next", "--group", "shape", "--threshold", "0.5", "--status",
				"error");
		assertThat(this.service.asked.getFirst().path())
			.isEqualTo("/api/traces/abc123/similar?status=error&threshold=0.5&group=shape&cursor=next");
	}

	@Test
	void aTimeToWait_thatIsNone_isWrongUse() {
		assertThat(run("otel", "tail", "--interval", "0s").err()).contains("--interval");
		Commands.Outcome outcome = run("otel", "stats", "--timeout", "0");
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
		assertThat(outcome.err()).contains("--timeout");
	}

	@Test
	void services_listsServicesOrOperations() {
		assertThat(run("otel", "services").out()).isEqualTo("""
				SERVICE                              TRACES     SPANS ERRORS       P50       P95
				payment                               1,200    48,211     17   12.5 ms    230 ms
				cart                                      3         4      0    250 µs      1 ms
				""");
		assertThat(run("otel", "services", "payment").out()).startsWith("OPERATION");
		assertThat(run("otel", "services", "none").exitCode()).isEqualTo(ExitCodes.NOTHING_FOUND);
	}

	@Test
	void stats_printsWhateverFiguresThereAre() {
		assertThat(run("otel", "stats").out()).isEqualTo("""
				traces                        1,500
				spans                         1,234,567
				bytes on disk                 46.1 MiB
				model
				  id                          all-MiniLM-L6-v2
				  ready                       true
				traces by system
				  claude                      1,400
				  check_out                   100
				""");
	}

	@Test
	void stats_printsTimesAsPeopleReadThem() {
		this.service.on("/api/stats", "{\"retention\":{\"last_run\":\"2026-11-25T23:09:25.006775306Z\"}}");
		assertThat(run("otel", "stats").out()).contains("  last run                    2026-11-25 23:09:25\n");
	}

	@Test
	void backup_saysWhereItIsAndWhatIsInIt() {
		this.service.on("/api/admin/backup",
				"{\"path\":\"/backups/traces.duckdb\",\"traces\":1,\"spans\":4242,\"bytes\":7340032,\"sequence\":4243}");
		Commands.Outcome outcome = run("otel", "backup");
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.DONE);
		assertThat(outcome.out()).isEqualTo("""
				/backups/traces.duckdb
				  1 trace, 4,242 spans, 7 MiB, up to change 4,243
				""");
		assertThat(this.service.asked).singleElement().satisfies((asked) -> {
			assertThat(asked.method()).isEqualTo("POST");
			assertThat(asked.body()).isEqualTo("{}");
		});
		assertThat(Json.text(Json.read(run("otel", "backup", "--json").out()), "path"))
			.isEqualTo("/backups/traces.duckdb");
	}

	@Test
	void backup_saysWhichSettingIsMissing() {
		this.service.on("/api/admin/backup", 409, "{\"detail\":\"set archive.backup-folder\"}");
		Commands.Outcome outcome = run("otel", "backup");
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.REFUSED_REQUEST);
		assertThat(outcome.err()).contains("answered 409: set archive.backup-folder");
	}

	@Test
	void import_namesTheFileToTheService() {
		this.service.on("/api/admin/import",
				"{\"path\":\"/imports/a \\u001b\\\"b.parquet\",\"spans\":8,\"new_spans\":1,\"rejected\":0}");
		Commands.Outcome outcome = run("otel", "import", "a \"b.parquet");
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.DONE);
		assertThat(outcome.out()).isEqualTo("""
				/imports/a ␛"b.parquet
				  8 spans, 1 new span, 0 rejected
				""");
		assertThat(Json.text(Json.read(this.service.asked.getFirst().body()), "file")).isEqualTo("a \"b.parquet");
		assertThat(run("otel", "import").exitCode()).isEqualTo(ExitCodes.WRONG_USE);
	}

	@Test
	void commands_fitIntoANarrowTerminal_andCutNoId() {
		Commands narrow = new Commands(Map.of(ServiceUrl.VARIABLE, this.service.url()), new Terminal(
				Terminal.Target.TERMINAL, Terminal.Target.TERMINAL, 40, StandardCharsets.UTF_8, Palette.PLAIN));
		for (String[] command : new String[][] { { "search", "card refused" }, { "services" },
				{ "services", "payment" }, { "tail", "--once", "-n", "2" }, { "stats" },
				{ "get-trace", "4bf92f3577b34da6a3ce929d0e0e4736" } }) {
			Commands.Outcome outcome = narrow
				.run(Stream.concat(Stream.of("otel"), Arrays.stream(command)).toArray(String[]::new));
			assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCodes.DONE);
			assertThat(outcome.out().lines()).allMatch((line) -> TerminalText.width(line) <= 40);
		}
		assertThat(narrow.run("otel", "search", "x").out()).contains("  4bf92f3577b34da6a3ce929d0e0e4736\n");
		assertThat(narrow.run("otel", "tail", "--once").out()).contains("  4bf92f3577b34da6a3ce929d0e0e4736\n");
		assertThat(narrow.run("--help").exitCode()).isEqualTo(ExitCodes.DONE);
	}

	@Test
	void notes_breakBetweenWordsOnATerminal_andNowhereInAPipe() {
		this.service.on("/api/traces/search", 400, "{\"detail\":\"" + "every word of it ".repeat(10) + "\"}");
		assertThat(terminal(Palette.PLAIN).run("otel", "search", "x").err().lines()).hasSizeGreaterThan(2)
			.allMatch((line) -> line.length() <= 80)
			.anyMatch((line) -> line.startsWith("every word of it every") || line.endsWith("word"));
		assertThat(run("otel", "search", "x").err().lines()).hasSize(1);
	}

	@Test
	void export_writesTracesThatCanBeIngestedAgain() {
		Commands.Outcome outcome = run("otel", "export", "--status", "error");
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.DONE);
		assertThat(outcome.out().lines()).hasSize(2)
			.allSatisfy((line) -> assertThat(Json.read(line)).isEqualTo(Json.read(Samples.TRACE)));
		assertThat(this.service.asked.getFirst().path()).isEqualTo("/api/traces?status=error&limit=500");
	}

	@Test
	void export_followsTheCursor_andGoesOnWhenItHasExpired() {
		String page = "{\"results\":[{\"trace_id\":\"%s\",\"timestamp\":\"2026-01-0%dT00:00:00Z\"}],\"next_cursor\":%s}";
		for (String id : new String[] { "a", "b", "c" }) {
			this.service.on("/api/traces/" + id, "{\"trace_id\":\"" + id + "\"}");
		}
		this.service.on("/api/traces?limit=500", page.formatted("a", 3, "\"one\""))
			.on("/api/traces?limit=500&cursor=one", page.formatted("b", 2, "\"two\""))
			.on("/api/traces?limit=500&cursor=two", 410, "{\"detail\":\"expired\"}")
			.on("/api/traces?limit=500&to=2026-01-02T00%3A00%3A00Z", page.formatted("b", 2, "\"three\""))
			.on("/api/traces?limit=500&cursor=three", page.formatted("c", 1, "null"));
		assertThat(run("otel", "export").out().lines()).extracting((line) -> Json.text(Json.read(line), "trace_id"))
			.containsExactly("a", "b", "c");
	}

	@Test
	void export_writesAFileWhenItIsComplete() throws IOException {
		Path file = this.folder.resolve("out.ndjson.gz");
		Commands.Outcome outcome = run("otel", "export", "-o", file.toString(), "--otlp", "-n", "1");
		assertThat(outcome.err()).isEqualTo("Wrote 1 trace to " + file + ".\n");
		assertThat(Files.list(this.folder)).containsExactly(file);
		Commands.Outcome again = run("otel", "ingest", file.toString());
		assertThat(again.exitCode()).as(again.out()).isEqualTo(ExitCodes.DONE);
		assertThat(this.service.lines()).hasSize(1);
	}

	@Test
	void export_saysThatItCannotWrite() {
		Path file = this.folder.resolve("none/out.ndjson");
		assertThat(run("otel", "export", "-o", file.toString()).exitCode()).isEqualTo(ExitCodes.FILE);
	}

	@Test
	void tail_printsTheLatestOldestFirst_underTheirDay() {
		Commands.Outcome outcome = run("otel", "tail", "--once", "-n", "2");
		assertThat(outcome.out().lines()).hasSize(3)
			.startsWith("2026-11-12", "09:00:00   420 µs   abc123 claude: evil ␛]0;title␇ ␛[2J name");
	}

	@Test
	void tail_keepsLooking_withItsFilter() {
		this.service.on("/api/traces", "{\"results\":[],\"next_cursor\":null}");
		Commands commands = new Commands(this.service.url());
		Commands.Running running = commands.start("otel", "tail", "--interval", "20ms", "--status", "error");
		org.awaitility.Awaitility.await().until(() -> this.service.asked.size() > 2);
		assertThat(this.service.asked).allMatch((each) -> each.path().contains("status=error"));
		running.outcome().cancel(true);
	}

	@Test
	void commandLine_refusesWhatItDoesNotKnow() {
		assertThat(run("otel", "search").exitCode()).isEqualTo(ExitCodes.WRONG_USE);
		assertThat(run("otel", "serch", "x").err()).contains("Did you mean: otel search");
		assertThat(run("otel", "search", "x", "--url", "ftp://x").exitCode()).isEqualTo(ExitCodes.WRONG_USE);
		assertThat(run("otel", "ingest", "x", "--batch-max", "1T").err()).contains("is not a size such as 512K or 4M");
		assertThat(run("otel", "search", "x", "--timeout", "soon").err()).contains("is not a time such as 500ms");
		assertThat(run("otel").exitCode()).isEqualTo(ExitCodes.WRONG_USE);
	}

	@Test
	void commandLine_documentsItself() {
		Commands.Outcome help = run("otel", "--help");
		assertThat(help.exitCode()).isEqualTo(ExitCodes.DONE);
		assertThat(help.out()).contains("Exit codes:").contains("get-trace").contains("MAHAVISHNU_OTEL_URL");
		assertThat(run("--version").out()).startsWith("mahavishnu ");
		assertThat(run("generate-completion").out()).contains("complete -F").contains("get-trace");
		for (String command : new String[] { "ingest", "search", "get-trace", "similar", "services", "stats", "export",
				"tail" }) {
			assertThat(run("otel", command, "--help").out()).contains("--url=URL").contains("--json");
		}
		assertThat(run("serve", "--help").out()).contains("--server.port=9090");
	}

	private Commands.Outcome run(String... args) {
		return new Commands(this.service.url()).run(args);
	}

	private Commands terminal(Palette palette) {
		Terminal terminal = new Terminal(Terminal.Target.TERMINAL, Terminal.Target.TERMINAL, 80, StandardCharsets.UTF_8,
				palette);
		return new Commands(Map.of(ServiceUrl.VARIABLE, this.service.url()), terminal);
	}

}
