package io.mahavishnu.otel.search;

import java.util.List;

import io.mahavishnu.otel.filter.Filters;
import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.TraceOrder;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestParserTest {

	private static final TraceFilter FILTER = Filters.filter("""
			trace:system_id = "shop" && trace:status = error
			  && trace:start >= 1704067200000000000 && trace:start <= 1704067201000000000
			  && trace:duration >= 1.5ms && trace:duration <= 2s
			  && { service = "cart" && name = "POST /cart" && .http.status = "500" && .query = "a=b" }
			  && ({ kind = server } || !{ .retry != nil })""");

	private final RequestParser requests = SearchFixture.requests();

	@Test
	void search_readsParametersOfAUrl() {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		parameters.set("query", "card refused");
		parameters.set("limit", "5");
		parameters.set("mode", "semantic");
		parameters.set("threshold", "0.25");
		parameters.set("system_id", "shop");
		parameters.set("service", "cart");
		parameters.set("operation", "POST /cart");
		parameters.set("from", "2024-01-01T00:00:00Z");
		parameters.set("to", "1704067201");
		parameters.set("min_duration_ms", "1.5");
		parameters.set("max_duration_ms", "2000");
		parameters.set("status", "error");
		parameters.set("group", "shape");
		parameters.set("sort", "time:asc");
		parameters.set("cursor", "next");
		parameters.set("unknown", "ignored");
		parameters.add("filter", "{ kind = server } || !{ .retry != nil }");
		parameters.addAll("attribute", List.of("http.status=500", "query=a=b"));
		assertThat(this.requests.search(SearchRequest.of(parameters))).isEqualTo(new SearchQuery("card refused", 5,
				SearchMode.SEMANTIC, 0.25f, FILTER, Grouping.SHAPE, TraceOrder.OLDEST_FIRST, "next"));
	}

	@Test
	void search_readsTheSameNamesInAJsonBody() {
		String body = """
				{"query": "card refused", "limit": 5, "mode": "semantic", "threshold": 0.25, "system_id": "shop",
				 "service": "cart", "operation": "POST /cart", "from": "2024-01-01T00:00:00Z", "to": 1704067201,
				 "min_duration_ms": 1.5, "max_duration_ms": 2000, "status": "error", "group": "shape",
				 "attributes": {"http.status": 500, "query": "a=b"}, "cursor": "next", "sort": "time:asc",
				 "filter": "{ kind = server } || !{ .retry != nil }", "unknown": {"ignored": []}}""";
		SearchRequest request = JsonMapper.shared().readValue(body, SearchRequest.class);
		assertThat(this.requests.search(request)).isEqualTo(new SearchQuery("card refused", 5, SearchMode.SEMANTIC,
				0.25f, FILTER, Grouping.SHAPE, TraceOrder.OLDEST_FIRST, "next"));
	}

	@Test
	void search_takesDefaults_whenNothingElseIsGiven() {
		SearchRequest request = JsonMapper.shared()
			.readValue("{\"query\": \"card\", \"limit\": null, \"service\": \"\", \"cursor\": null}",
					SearchRequest.class);
		assertThat(this.requests.search(request)).isEqualTo(SearchQuery.of("card"));
	}

	@ParameterizedTest
	@CsvSource({ "limit, ten", "limit, 1000000000000", "limit, 2.5", "mode, fuzzy", "threshold, high",
			"from, yesterday", "to, 2024-01-01", "min_duration_ms, -1", "max_duration_ms, NaN",
			"min_duration_ms, 1e300", "status, failed", "group, service", "attribute, noequals", "attribute, =value",
			"filter, http.route", "sort, fastest" })
	void search_namesTheParameterAndTheValue_whenItIsNotValid(String name, String value) {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		parameters.set("query", "card");
		parameters.set(name, value);
		assertThatExceptionOfType(TraceProblem.class)
			.isThrownBy(() -> this.requests.search(SearchRequest.of(parameters)))
			.satisfies((problem) -> {
				assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
				assertThat(problem.detail()).contains(name, value);
			});
	}

	@Test
	void search_asksForEachValue_whenAnAttributeIsGivenSeveralTimes() {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		parameters.set("query", "card");
		parameters.addAll("attribute", List.of("tags=a", "tags=b"));
		SearchRequest body = JsonMapper.shared()
			.readValue("{\"query\": \"card\", \"attributes\": {\"tags\": [\"a\", \"b\"]}}", SearchRequest.class);
		TraceFilter both = Filters.filter("{ .tags = \"a\" && .tags = \"b\" }");
		assertThat(this.requests.search(SearchRequest.of(parameters)).filter()).isEqualTo(both);
		assertThat(this.requests.search(body).filter()).isEqualTo(both);
	}

	@ParameterizedTest
	@CsvSource({ ", NEWEST_FIRST", "time, NEWEST_FIRST", "time:asc, OLDEST_FIRST", "duration, LONGEST_FIRST",
			"duration:asc, SHORTEST_FIRST" })
	void sort_saysTheOrder(@Nullable String sort, TraceOrder order) {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		parameters.set("query", "card");
		parameters.set("sort", sort);
		SearchRequest request = SearchRequest.of(parameters);
		assertThat(this.requests.recent(request).order()).isEqualTo(order);
		assertThat(this.requests.search(request).order()).isEqualTo((sort != null) ? order : null);
	}

	@Test
	void sort_byScore_needsAQuery() {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		parameters.set("query", "card");
		parameters.set("sort", "score");
		SearchRequest request = SearchRequest.of(parameters);
		assertThat(this.requests.search(request).order()).isNull();
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> this.requests.recent(request))
			.satisfies((problem) -> assertThat(problem.detail()).contains("\"score\"", "duration:asc"));
	}

	@Test
	void search_refusesRangesThatHoldNothing() {
		assertRefused("from", "2024-01-02T00:00:00Z", "to", "2024-01-01T00:00:00Z");
		assertRefused("min_duration_ms", "10", "max_duration_ms", "5");
	}

	@Test
	void search_refusesAMissingQuery() {
		assertThatExceptionOfType(TraceProblem.class)
			.isThrownBy(() -> this.requests.search(SearchRequest.of(new LinkedMultiValueMap<>())))
			.satisfies((problem) -> assertThat(problem.detail()).contains("query is missing"));
	}

	@Test
	void traceId_refusesWhatIsNoId() {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> RequestParser.traceId("a b"))
			.satisfies((problem) -> assertThat(problem.detail()).contains("\"a b\""));
	}

	private void assertRefused(String oneName, String one, String otherName, String other) {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		parameters.set("query", "card");
		parameters.set(oneName, one);
		parameters.set(otherName, other);
		assertThatExceptionOfType(TraceProblem.class)
			.isThrownBy(() -> this.requests.search(SearchRequest.of(parameters)))
			.satisfies((problem) -> assertThat(problem.detail()).contains(one, other));
	}

}
