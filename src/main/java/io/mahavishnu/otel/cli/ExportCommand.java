package io.mahavishnu.otel.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Writes whole traces out, one a line. */
@Command(name = "export", description = { "Writes whole traces out, newest first, one a line.",
		"The lines can be ingested again. A file appears under its name when it is complete; a name that ends in .gz "
				+ "is compressed." })
final class ExportCommand implements Callable<Integer> {

	private static final Duration RETRY_MAX = Duration.ofMinutes(2);

	private static final Set<String> TIMES = Set.of("from", "to");

	private static final int PAGE_SIZE = 500;

	private final OtelCommand otel;

	@Option(names = { "-o", "--output" }, paramLabel = "FILE", description = "Write here, not to standard output.")
	private @Nullable Path output;

	@Option(names = "--otlp", description = "The same as --format otlp.")
	private boolean otlp;

	@Option(names = "--format", paramLabel = "FORMAT", description = { "json or otlp: written here.",
			"parquet: the service writes it into its export folder, and says where." })
	private Format format = Format.json;

	@Option(names = { "-n", "--limit" }, paramLabel = "N", description = "How many traces at most. Default: all.")
	private long limit = Long.MAX_VALUE;

	@Mixin
	private FilterOptions filter = new FilterOptions();

	private long written;

	ExportCommand(OtelCommand otel) {
		this.otel = otel;
	}

	/** What is written, as it is spelt on the command line. */
	enum Format {

		json, otlp, parquet

	}

	@Override
	public Integer call() {
		if (this.format == Format.parquet) {
			return exportOnService();
		}
		Session session = this.otel.session();
		BackOff backOff = BackOff.upTo(RETRY_MAX);
		try (ServiceClient client = this.otel.client(BackOff.NONE, backOff, session::note)) {
			if (this.output == null) {
				export(client, session.out());
			}
			else {
				exportTo(client, this.output);
				session.note("Wrote " + Figures.count(this.written, "trace") + " to " + this.output + ".");
			}
		}
		catch (IOException unwritable) {
			throw new CommandFailure(ExitCodes.FILE, "Cannot write: " + unwritable.getMessage(), unwritable);
		}
		return (this.written > 0) ? ExitCodes.DONE : ExitCodes.NOTHING_FOUND;
	}

	private int exportOnService() {
		List<Map.Entry<String, String>> parameters = new ArrayList<>(this.filter.parameters());
		if (this.output != null || this.limit != Long.MAX_VALUE
				|| parameters.stream().anyMatch((each) -> !TIMES.contains(each.getKey()))) {
			throw new CommandFailure(ExitCodes.WRONG_USE,
					"Parquet is written by the service: of the options only --from and --to go with it.");
		}
		parameters.add(Map.entry("format", "parquet"));
		return Administration.run(this.otel, "export", parameters);
	}

	private void exportTo(ServiceClient client, Path file) throws IOException {
		Path part = file.resolveSibling(file.getFileName() + ".part");
		try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(part));
				OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
			export(client, out);
		}
		Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
	}

	private void export(ServiceClient client, OutputStream out) throws IOException {
		int pageSize = (int) Math.clamp(this.limit, 1, PAGE_SIZE);
		RecentTraces recent = new RecentTraces(client, this.filter.parameters(), pageSize);
		List<Map.Entry<String, String>> format = (this.otlp || this.format == Format.otlp)
				? List.of(Map.entry("format", "otlp")) : List.of();
		for (List<JsonNode> page = recent.nextPage(); !page.isEmpty(); page = recent.nextPage()) {
			for (JsonNode trace : page) {
				if (this.written >= this.limit
						|| out == this.otel.session().out() && this.otel.session().isOutputClosed()) {
					return;
				}
				Answer answer = client.get(format, "api", "traces", Json.text(trace, "trace_id"));
				// 404: it was deleted in the meantime.
				if (answer.isSuccess()) {
					out.write((oneLine(answer.text()) + "\n").getBytes(StandardCharsets.UTF_8));
					this.written++;
				}
			}
		}
		out.flush();
	}

	/** JSON without line ends: they stand between tokens only. */
	private static String oneLine(String json) {
		return TerminalText.safeJson(json.strip().replace("\r", "").replace("\n", ""));
	}

}
