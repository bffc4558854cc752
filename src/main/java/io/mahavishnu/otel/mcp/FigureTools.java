package io.mahavishnu.otel.mcp;

import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.search.FiguresAnswer;
import io.mahavishnu.otel.search.SearchService;
import io.mahavishnu.otel.search.StatsAnswer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools that count: services, operations, the whole. */
final class FigureTools {

	private final SearchService service;

	private final JsonMapper json;

	private final AnswerPages pages;

	FigureTools(SearchService service, JsonMapper json, AnswerPages pages) {
		this.service = service;
		this.json = json;
		this.pages = pages;
	}

	List<TraceTool> tools() {
		return List.of(new TraceTool("list_services", this::services),
				new TraceTool("list_operations", this::operations), new TraceTool("otel_ingester_stats", this::stats));
	}

	private ObjectNode services(Arguments arguments) {
		List<FiguresAnswer> services = this.service.services().stream().map(FiguresAnswer::of).toList();
		return this.pages.page(Map.of("services", services), List.of("services"), arguments.text(Arguments.CURSOR));
	}

	private ObjectNode operations(Arguments arguments) {
		String service = arguments.require("service");
		List<FiguresAnswer> operations = FiguresAnswer.ofOperations(service, this.service.operations(service));
		return this.pages.page(Map.of("service", service, "operations", operations), List.of("operations"),
				arguments.text(Arguments.CURSOR));
	}

	private ObjectNode stats(Arguments arguments) {
		StatsAnswer stats = this.service.stats();
		ObjectNode answer = this.json.valueToTree(stats);
		answer.remove("traces_by_system");
		answer.put("total_traces", stats.traces()).put("status", stats.model().ready() ? "healthy" : "degraded");
		ArrayNode systems = answer.putArray("systems");
		stats.tracesBySystem()
			.forEach((system, traces) -> systems.addObject().put("system_id", system).put("traces", traces));
		return this.pages.page(answer, List.of("systems"), arguments.text(Arguments.CURSOR));
	}

}
