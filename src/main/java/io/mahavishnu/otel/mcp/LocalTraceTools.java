package io.mahavishnu.otel.mcp;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mahavishnu.otel.search.RequestParser;
import io.mahavishnu.otel.search.SearchRequest;
import io.mahavishnu.otel.search.SearchService;
import io.mahavishnu.otel.search.TraceSummary;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.TraceId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * The tool that other components poll for recent traces of a class of tasks; what a
 * record holds is what they expect.
 */
final class LocalTraceTools {

	/** The attribute as the Python ingester stores it, and as agents send it. */
	private static final List<String> TASK_CLASS_KEYS = List.of("task_class", "task.class");

	private static final String TASK_CLASS = "task_class";

	private static final String SYSTEM_ID = "system_id";

	private static final int MINUTES_DEFAULT = 60;

	private static final int MINUTES_MAX = 10_080;

	private static final int LIMIT_DEFAULT = 100;

	private static final int LIMIT_MAX = 1000;

	private final SearchService service;

	private final RequestParser requests;

	private final AnswerPages pages;

	private final InstantSource clock;

	LocalTraceTools(SearchService service, RequestParser requests, AnswerPages pages, InstantSource clock) {
		this.service = service;
		this.requests = requests;
		this.pages = pages;
		this.clock = clock;
	}

	List<TraceTool> tools() {
		return List.of(new TraceTool("query_local_traces", this::query));
	}

	/**
	 * A trace of a task.
	 *
	 * @param traceId the trace
	 * @param outcome its attribute {@code outcome}, else {@code error} or {@code success}
	 * by its spans
	 * @param durationMillis its attribute {@code duration_ms}, else how long it took,
	 * milliseconds
	 * @param selector its attribute {@code selector}, else {@code unknown}
	 * @param componentName the system it belongs to
	 * @param taskClass the class that was asked for
	 * @param timestamp its start, RFC 3339 in UTC
	 */
	private record TaskTrace(@JsonProperty("trace_id") @Schema(implementation = String.class) TraceId traceId,
			@JsonProperty("outcome") String outcome, @JsonProperty("duration_ms") BigDecimal durationMillis,
			@JsonProperty("selector") String selector, @JsonProperty("component_name") String componentName,
			@JsonProperty("task_class") String taskClass, @JsonProperty("timestamp") String timestamp) {

		static TaskTrace of(TraceSummary trace, String taskClass) {
			Attributes attributes = trace.metadata().attributes();
			String outcome = attributes.text("outcome");
			String selector = attributes.text("selector");
			return new TaskTrace(trace.traceId(),
					(outcome != null) ? outcome : (trace.errorCount() > 0) ? "error" : "success",
					number(attributes.text("duration_ms"), trace.durationMillis()),
					(selector != null) ? selector : "unknown", trace.systemId(), taskClass, trace.timestamp());
		}

		private static BigDecimal number(@Nullable String text, BigDecimal otherwise) {
			try {
				return (text != null) ? new BigDecimal(text) : otherwise;
			}
			catch (NumberFormatException unreadable) {
				return otherwise;
			}
		}

	}

	private ObjectNode query(Arguments arguments) {
		String taskClass = arguments.require(TASK_CLASS);
		int minutes = arguments.integer("time_range_minutes", MINUTES_DEFAULT, 1, MINUTES_MAX);
		int limit = arguments.integer("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
		String from = this.clock.instant().minus(Duration.ofMinutes(minutes)).toString();
		Map<TraceId, TraceSummary> found = new LinkedHashMap<>();
		TASK_CLASS_KEYS.stream()
			.flatMap((key) -> newest(key, taskClass, from, arguments.text(SYSTEM_ID), limit))
			.sorted(Comparator.comparing((TraceSummary trace) -> Instant.parse(trace.timestamp())).reversed())
			.forEach((trace) -> found.putIfAbsent(trace.traceId(), trace));
		List<TaskTrace> traces = found.values()
			.stream()
			.limit(limit)
			.map((trace) -> TaskTrace.of(trace, taskClass))
			.toList();
		return this.pages.page(Map.of("traces", traces), List.of("traces"), arguments.text(Arguments.CURSOR));
	}

	private Stream<TraceSummary> newest(String key, String taskClass, String from, @Nullable String systemId,
			int limit) {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		parameters.add("attribute", key + "=" + taskClass);
		parameters.add("from", from);
		parameters.add("limit", Integer.toString(limit));
		if (systemId != null) {
			parameters.add(SYSTEM_ID, systemId);
		}
		SearchRequest request = SearchRequest.of(parameters);
		return this.service.recent(this.requests.recent(request)).results().stream();
	}

}
