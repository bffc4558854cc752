package io.mahavishnu.otel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stores the traces of files. */
@Command(name = "ingest", description = { "Stores the traces of files, folders, patterns or standard input.",
		"Simple JSON (a trace, an array, {\"traces\": […]}), NDJSON, OTLP JSON and OTLP protobuf are recognised by "
				+ "content, each also in gzip. Files of any size are read as streams. What was stored before is not "
				+ "doubled: an interrupted load is simply repeated." })
final class IngestCommand implements Callable<Integer> {

	/** Who has never answered is more likely not started than restarting. */
	private static final Duration FIRST_CONTACT_MAX = Duration.ofSeconds(10);

	private static final Duration RETRY_MAX = Duration.ofMinutes(5);

	private final OtelCommand otel;

	@Parameters(arity = "1..*", paramLabel = "PATH",
			description = "File, folder (with all below it), pattern such as 'logs/**.json', or - for standard input.")
	private List<String> paths = List.of();

	@Option(names = "--system-id", paramLabel = "NAME",
			description = "The system of traces in simple JSON of which nothing says whose they are.")
	private @Nullable String systemId;

	@Option(names = "--no-wait", description = "Do not wait at the end until simple JSON can be searched.")
	private boolean noWait;

	@Option(names = "--retry-max-time", paramLabel = "TIME",
			description = "How long to keep trying when the service is overloaded or restarts. Default: 5m, but 10s for "
					+ "a service that has never answered.")
	private @Nullable Duration retryMaxTime;

	@Option(names = "--batch-traces", paramLabel = "N", defaultValue = "1000",
			description = "Traces in one request, 1 to 10000. Default: ${DEFAULT-VALUE}.")
	private int batchTraces = 1_000;

	@Option(names = "--batch-max", paramLabel = "SIZE", defaultValue = "4M",
			description = "Size of one request; a larger trace is sent alone. Default: ${DEFAULT-VALUE}.")
	private OptionTypes.Size batchMax = new OptionTypes.Size(4 << 20);

	@Option(names = "--trace-max", paramLabel = "SIZE", defaultValue = "32M",
			description = "The largest trace, or OTLP resource with its spans, that is read. Default: ${DEFAULT-VALUE}.")
	private OptionTypes.Size traceMax = new OptionTypes.Size(32 << 20);

	IngestCommand(OtelCommand otel) {
		this.otel = otel;
	}

	@Override
	public Integer call() {
		Load.Limits limits = new Load.Limits(this.batchMax.bytes(), Math.clamp(this.batchTraces, 1, 10_000),
				this.traceMax.bytes());
		List<InputFile> files = InputFiles.find(this.paths);
		LoadReport report = new LoadReport();
		Session session = this.otel.session();
		try (Progress progress = new Progress(session, totalBytes(files), report::soFar);
				ServiceClient client = client(progress)) {
			try {
				load(new Load(new BatchSender(client, report), report, limits, this.systemId), files, progress, report);
			}
			catch (CommandFailure failure) {
				progress.close();
				session.note(report.summary(progress.seconds())
						+ "\nThe rest is not stored yet; repeat the load when it can be: nothing doubles.");
				throw failure;
			}
			progress.close();
			print(report, progress.seconds());
		}
		return report.isComplete() ? ExitCodes.DONE : ExitCodes.REFUSED_TRACES;
	}

	private ServiceClient client(Progress progress) {
		Duration afterwards = (this.retryMaxTime != null) ? this.retryMaxTime : RETRY_MAX;
		Duration untilFirstAnswer = (this.retryMaxTime != null) ? this.retryMaxTime : FIRST_CONTACT_MAX;
		return this.otel.client(BackOff.upTo(untilFirstAnswer), BackOff.upTo(afterwards), progress::note);
	}

	private void load(Load load, List<InputFile> files, Progress progress, LoadReport report) {
		for (InputFile file : files) {
			try (InputStream in = file.open(this.otel.session().in())) {
				load.read(file, progress.counting(in));
			}
			catch (IOException unreadable) {
				report.unreadable(file.name(), "it cannot be read: " + unreadable.getMessage());
			}
		}
		load.finish(this.noWait ? BatchSender.Wait.UNTIL_DURABLE : BatchSender.Wait.UNTIL_SEARCHABLE);
	}

	private void print(LoadReport report, double seconds) {
		if (this.otel.isJson()) {
			this.otel.session().json(report.json(seconds));
		}
		else {
			report.summary(seconds).lines().map(TerminalText::safe).forEach(this.otel.session()::line);
		}
	}

	private static long totalBytes(List<InputFile> files) {
		boolean known = files.stream().noneMatch(InputFile::isStandardInput);
		return known ? files.stream().mapToLong(InputFile::bytes).sum() : 0;
	}

}
