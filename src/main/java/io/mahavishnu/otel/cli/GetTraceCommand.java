package io.mahavishnu.otel.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one trace. */
@Command(name = "get-trace", description = "Shows one trace: its spans as a tree with a time line.")
final class GetTraceCommand implements Callable<Integer> {

	private final OtelCommand otel;

	@Parameters(paramLabel = "TRACE_ID", description = "The trace.")
	private String traceId = "";

	@Option(names = "--otlp", description = "Print the whole trace as OTLP JSON.")
	private boolean otlp;

	@Option(names = "--attributes", description = "Show the attributes of every span.")
	private boolean attributes;

	@Option(names = "--spans-max", paramLabel = "N", defaultValue = "500",
			description = "How many spans are drawn. Default: ${DEFAULT-VALUE}.")
	private int spansMax = 500;

	GetTraceCommand(OtelCommand otel) {
		this.otel = otel;
	}

	@Override
	public Integer call() {
		Session session = this.otel.session();
		try (ServiceClient client = this.otel.client()) {
			List<Map.Entry<String, String>> format = this.otlp ? List.of(Map.entry("format", "otlp")) : List.of();
			Answer answer = client.get(format, "api", "traces", this.traceId);
			if (answer.status() == 404) {
				throw new CommandFailure(ExitCodes.NOTHING_FOUND, answer.problem());
			}
			if (this.otlp || this.otel.isJson()) {
				session.json(answer.text().strip());
			}
			else {
				TraceDrawing.Detail detail = this.attributes ? TraceDrawing.Detail.SPANS_WITH_ATTRIBUTES
						: TraceDrawing.Detail.SPANS;
				new TraceDrawing(session.terminal()).draw(answer.json(), Math.max(1, this.spansMax), detail)
					.forEach(session::line);
			}
		}
		return ExitCodes.DONE;
	}

}
