package io.mahavishnu.otel.mcp;

import java.util.List;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.search.RequestParser;
import io.mahavishnu.otel.search.SearchAnswer;
import io.mahavishnu.otel.search.SearchQuery;
import io.mahavishnu.otel.search.SearchRequest;
import io.mahavishnu.otel.search.SearchService;
import io.mahavishnu.otel.search.SimilarAnswer;
import io.mahavishnu.otel.search.SimilarQuery;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tools that find traces by what they say. */
final class SearchTools {

	private static final int CONTENT_CHARACTERS_MAX = 300;

	private static final String RESULTS = "results";

	private final SearchService service;

	private final JsonMapper json;

	private final AnswerPages pages;

	SearchTools(SearchService service, JsonMapper json, AnswerPages pages) {
		this.service = service;
		this.json = json;
		this.pages = pages;
	}

	List<TraceTool> tools() {
		return List.of(new TraceTool("search_otel_traces", this::search),
				new TraceTool("find_similar_traces", this::similar));
	}

	private ObjectNode search(Arguments arguments) {
		SearchQuery query = RequestParser.search(request(arguments));
		SearchAnswer answer = this.service.search(query);
		ObjectNode page = page(answer);
		while (page.get(RESULTS).size() < answer.results().size()) {
			// Asked again for what fits, so that the cursor goes on from there.
			query = query.withLimit(page.get(RESULTS).size());
			answer = this.service.search(query);
			page = page(answer);
		}
		return withCursor(page, answer.nextCursor());
	}

	private ObjectNode similar(Arguments arguments) {
		String id = arguments.require("trace_id");
		SimilarQuery query = RequestParser.similar(RequestParser.traceId(id), request(arguments));
		SimilarAnswer answer = findSimilar(query);
		ObjectNode page = page(answer);
		while (page.get(RESULTS).size() < answer.results().size()) {
			query = query.withLimit(page.get(RESULTS).size());
			answer = findSimilar(query);
			page = page(answer);
		}
		return withCursor(page, answer.nextCursor());
	}

	private SimilarAnswer findSimilar(SimilarQuery query) {
		return this.service.similar(query).orElseThrow(() -> TraceProblem.traceNotFound(query.traceId().value()));
	}

	private SearchRequest request(Arguments arguments) {
		try {
			return this.json.convertValue(arguments.values(), SearchRequest.class);
		}
		catch (JacksonException | IllegalArgumentException unfit) {
			throw new TraceProblem(ProblemType.INVALID_REQUEST, "an argument has a type that its schema does not allow",
					unfit);
		}
	}

	/** Of each result what tells whether to look closer; the rest is in the trace. */
	private ObjectNode page(Object answer) {
		ObjectNode tree = this.json.valueToTree(answer);
		tree.remove(AnswerPages.NEXT_CURSOR);
		for (JsonNode result : tree.get(RESULTS)) {
			ObjectNode slim = (ObjectNode) result;
			slim.remove(List.of("metadata", "content_truncated"));
			slim.put("content", CutJson.cut(slim.get("content").asString(), CONTENT_CHARACTERS_MAX));
			slim.get("matches").forEach((match) -> ((ObjectNode) match).remove("marks"));
		}
		return this.pages.page(tree, List.of(RESULTS), null);
	}

	private static ObjectNode withCursor(ObjectNode page, @Nullable String cursor) {
		page.remove(AnswerPages.NEXT_CURSOR);
		return (cursor != null) ? page.put(AnswerPages.NEXT_CURSOR, cursor) : page;
	}

}
