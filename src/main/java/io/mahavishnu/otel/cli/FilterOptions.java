package io.mahavishnu.otel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which traces count; the names are those of the HTTP parameters. */
final class FilterOptions {

	@Option(names = "--system-id", paramLabel = "NAME", description = "The trace's system.")
	private @Nullable String systemId;

	@Option(names = "--service", paramLabel = "NAME", description = "A span of the trace is of this service.")
	private @Nullable String service;

	@Option(names = "--operation", paramLabel = "NAME", description = "A span of the trace has this name.")
	private @Nullable String operation;

	@Option(names = "--attribute", paramLabel = "KEY=VALUE",
			description = "A span has this attribute; may be repeated. With --service and --operation it holds on one "
					+ "span.")
	private List<String> attributes = List.of();

	@Option(names = "--from", paramLabel = "TIME", description = "Earliest start: RFC 3339 or a Unix number.")
	private @Nullable String from;

	@Option(names = "--to", paramLabel = "TIME", description = "Latest start.")
	private @Nullable String to;

	@Option(names = "--min-duration-ms", paramLabel = "MS", description = "Least duration of the trace.")
	private @Nullable String minDurationMs;

	@Option(names = "--max-duration-ms", paramLabel = "MS", description = "Greatest duration of the trace.")
	private @Nullable String maxDurationMs;

	@Option(names = "--status", paramLabel = "STATUS", description = "error: a span failed; ok: none did.")
	private @Nullable String status;

	@Option(names = "--filter", paramLabel = "FILTER",
			description = "Further conditions, such as '{ .http.response.status_code >= 500 }'; may be repeated.")
	private List<String> filters = List.of();

	/** The parameters of the request; the service checks their values. */
	List<Map.Entry<String, String>> parameters() {
		List<Map.Entry<String, String>> parameters = new ArrayList<>();
		add(parameters, "system_id", this.systemId);
		add(parameters, "service", this.service);
		add(parameters, "operation", this.operation);
		this.attributes.forEach((each) -> add(parameters, "attribute", each));
		add(parameters, "from", this.from);
		add(parameters, "to", this.to);
		add(parameters, "min_duration_ms", this.minDurationMs);
		add(parameters, "max_duration_ms", this.maxDurationMs);
		add(parameters, "status", this.status);
		this.filters.forEach((each) -> add(parameters, "filter", each));
		return parameters;
	}

	/** Adds a parameter that was given. */
	static void add(List<Map.Entry<String, String>> parameters, String name, @Nullable String value) {
		if (value != null) {
			parameters.add(Map.entry(name, value));
		}
	}

}
