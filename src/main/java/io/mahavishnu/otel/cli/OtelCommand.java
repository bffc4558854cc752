package io.mahavishnu.otel.cli;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What all commands that talk to a running service share. */
@Command(name = "otel", description = "Stores traces in a running service and asks it about them.",
		synopsisSubcommandLabel = "COMMAND", exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:Done.", "1:Nothing found: no trace matches, or the id is not known.",
				"2:The command line is wrong.", "3:The service cannot be reached or fails.",
				"4:The service refuses the request; the message says why.",
				"5:Part of what was to be stored was refused or could not be read; the rest is stored.",
				"6:A local file is not there, or cannot be read or written.", "70:A defect of this program." },
		footer = { "", "Examples:", "  mahavishnu otel ingest trace.json logs/ 'more/**/*.ndjson.gz'",
				"  mahavishnu otel search \"the customer's card was refused\" --status error",
				"  mahavishnu otel get-trace 4bf92f3577b34da6a3ce929d0e0e4736" })
final class OtelCommand {

	private final Session session;

	@Option(names = "--url", paramLabel = "URL", scope = ScopeType.INHERIT,
			description = "Where the service is. Default: $" + ServiceUrl.VARIABLE + ", else " + ServiceUrl.DEFAULT
					+ ".")
	private @Nullable String url;

	@Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON, for scripts.")
	private boolean json;

	@Option(names = "--timeout", paramLabel = "TIME", scope = ScopeType.INHERIT, defaultValue = "2m",
			description = "How long to wait for one answer. Default: ${DEFAULT-VALUE}.")
	private Duration timeout = Duration.ofMinutes(2);

	@Option(names = { "-h", "--help" }, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
	private boolean help;

	OtelCommand(Session session) {
		this.session = session;
	}

	Session session() {
		return this.session;
	}

	/** Whether the output is for scripts. */
	boolean isJson() {
		return this.json;
	}

	/** A client that says at once when there is no service. */
	ServiceClient client() {
		return client(BackOff.NONE, BackOff.NONE, this.session::note);
	}

	/** A client with patience. */
	ServiceClient client(BackOff untilFirstAnswer, BackOff afterwards, Consumer<String> notes) {
		if (!this.timeout.isPositive()) {
			throw new CommandFailure(ExitCodes.WRONG_USE,
					"--timeout is no time to wait: give one such as 500ms, 30s or 5m.");
		}
		return new ServiceClient(serviceUrl(), this.timeout, untilFirstAnswer, afterwards, notes);
	}

	private ServiceUrl serviceUrl() {
		if (this.url != null) {
			return ServiceUrl.of(this.url);
		}
		String variable = this.session.environment().getOrDefault(ServiceUrl.VARIABLE, "");
		return ServiceUrl.of(variable.isBlank() ? ServiceUrl.DEFAULT : variable);
	}

}
