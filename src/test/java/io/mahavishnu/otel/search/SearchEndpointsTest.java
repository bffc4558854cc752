package io.mahavishnu.otel.search;

import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanKind;
import io.mahavishnu.otel.trace.SpanLink;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static io.mahavishnu.otel.search.SearchFixture.SECOND;
import static io.mahavishnu.otel.search.SearchFixture.START;
import static io.mahavishnu.otel.search.SearchFixture.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

class SearchEndpointsTest {

	private static final long YEAR = 365 * 24 * 3_600 * SECOND;

	private final SearchFixture fixture = new SearchFixture();

	private final MockMvc http = MockMvcBuilders
		.standaloneSetup(new SearchController(this.fixture.service, SearchFixture.requests()),
				new TraceQueryController(this.fixture.service, SearchFixture.requests()),
				new FiguresController(this.fixture.service))
		.setControllerAdvice(new Problems())
		.build();

	@BeforeEach
	void addTraces() {
		this.fixture.add(span("abc123", "s1", "claude-code", "HTTP GET /api/users", 0),
				span("abc123", "s2", "users", "list users", 1)
					.status(new SpanStatus(SpanStatus.Code.ERROR, "database timeout")));
		this.fixture.add(span("other", "s1", "cart", "add to basket", 5));
	}

	@Test
	void search_answersTheSame_toGetAndPost() throws Exception {
		String body = "{\"query\": \"users timeout\", \"limit\": 1, \"attributes\": {\"service.name\": \"users\"}}";
		String posted = this.http
			.perform(post("/api/traces/search").contentType(MediaType.APPLICATION_JSON).content(body))
			.andExpect(status().isOk())
			.andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_JSON))
			.andExpect(jsonPath("$.query").value("users timeout"))
			.andExpect(jsonPath("$.mode").value("hybrid"))
			.andExpect(jsonPath("$.took_ms").isNumber())
			.andExpect(jsonPath("$.next_cursor").value((Object) null))
			.andExpect(jsonPath("$.hint").value((Object) null))
			.andExpect(jsonPath("$.results.length()").value(1))
			.andExpect(jsonPath("$.results[0].trace_id").value("abc123"))
			.andExpect(jsonPath("$.results[0].conversation_id").value("abc123"))
			.andExpect(jsonPath("$.results[0].system_id").value("claude"))
			.andExpect(jsonPath("$.results[0].content").value("HTTP GET /api/users | list users"))
			.andExpect(jsonPath("$.results[0].content_truncated").doesNotExist())
			.andExpect(jsonPath("$.results[0].timestamp").value("2024-01-01T00:00:00Z"))
			.andExpect(jsonPath("$.results[0].duration_ms").value(1010))
			.andExpect(jsonPath("$.results[0].span_count").value(2))
			.andExpect(jsonPath("$.results[0].error_count").value(1))
			.andExpect(jsonPath("$.results[0].services[1]").value("users"))
			.andExpect(jsonPath("$.results[0].root_name").value("HTTP GET /api/users"))
			.andExpect(jsonPath("$.results[0].metadata.span_count").value(2))
			.andExpect(jsonPath("$.results[0].similarity").isNumber())
			.andExpect(jsonPath("$.results[0].score").isNumber())
			.andExpect(jsonPath("$.results[0].similar_count").value(1))
			.andExpect(jsonPath("$.results[0].matches[0].span_id").value("s2"))
			.andExpect(jsonPath("$.results[0].matches[0].span_name").value("list users"))
			.andExpect(jsonPath("$.results[0].matches[0].service").value("users"))
			.andExpect(jsonPath("$.results[0].matches[0].text").value("list users database timeout"))
			.andExpect(jsonPath("$.results[0].matches[0].marks[0][0]").value(5))
			.andExpect(jsonPath("$.results[0].matches[0].marks[0][1]").value(10))
			.andExpect(jsonPath("$.results[0].trace").doesNotExist())
			.andReturn()
			.getResponse()
			.getContentAsString();
		String got = this.http
			.perform(get("/api/traces/search").param("query", "users timeout")
				.param("limit", "1")
				.param("attribute", "service.name=users"))
			.andExpect(status().isOk())
			.andReturn()
			.getResponse()
			.getContentAsString();
		assertThat(withoutTime(got)).isEqualTo(withoutTime(posted));
	}

	@Test
	void search_pagesByCursor() throws Exception {
		String first = this.http.perform(get("/api/traces/search").param("query", "users basket").param("limit", "1"))
			.andExpect(jsonPath("$.next_cursor").isString())
			.andReturn()
			.getResponse()
			.getContentAsString();
		String cursor = first.replaceFirst(".*\"next_cursor\":\"([^\"]+)\".*", "$1");
		this.http.perform(
				get("/api/traces/search").param("query", "users basket").param("limit", "1").param("cursor", cursor))
			.andExpect(status().isOk())
			.andExpect(jsonPath("$.results.length()").value(1))
			.andExpect(jsonPath("$.next_cursor").value((Object) null));
		this.http.perform(get("/api/traces/search").param("query", "something else").param("cursor", cursor))
			.andExpect(status().isBadRequest())
			.andExpect(content().string("invalid-cursor"));
	}

	@ParameterizedTest
	@CsvSource({ "limit, 0", "limit, -1", "limit, 1000000000", "limit, ten", "mode, fuzzy", "threshold, 2",
			"status, bad", "group, service", "from, yesterday", "attribute, noequals", "query, ''",
			"cursor, nonsense" })
	void search_refusesBadParameters(String name, String value) throws Exception {
		this.http.perform(get("/api/traces/search").param("query", "users").with((request) -> {
			request.setParameter(name, value);
			return request;
		})).andExpect(status().isBadRequest());
	}

	@Test
	void search_refusesABodyThatIsNotJson() throws Exception {
		this.http.perform(post("/api/traces/search").contentType(MediaType.TEXT_PLAIN).content("users"))
			.andExpect(status().isUnsupportedMediaType());
		this.http.perform(post("/api/traces/search").contentType(MediaType.APPLICATION_JSON).content("{"))
			.andExpect(status().isBadRequest());
		this.http
			.perform(post("/api/traces/search").contentType(MediaType.APPLICATION_JSON)
				.content("{\"query\": {\"nested\": true}}"))
			.andExpect(status().isBadRequest());
	}

	@Test
	void search_refusesAFilterThatIsNull() throws Exception {
		this.http
			.perform(post("/api/traces/search").contentType(MediaType.APPLICATION_JSON)
				.content("{\"query\":\"x\",\"filter\":[null]}"))
			.andExpect(status().isBadRequest());
	}

	@Test
	void get_writesEverythingThatASpanHas() throws Exception {
		Attributes attributes = Attributes.of(Map.of("n", new AttributeValue.LongValue(Long.MAX_VALUE)));
		this.fixture.add(
				span("full", "root", "svc", "work", 0).kind(SpanKind.SERVER)
					.time(START, START + 1_500_001)
					.status(new SpanStatus(SpanStatus.Code.ERROR, "broken"))
					.attributes(attributes)
					.scope(Scope.of("lib", "1.2"))
					.events(List
						.of(new SpanEvent("exception", START + 1, Attributes.of("exception.type", "IOException"), 0)))
					.links(List.of(new SpanLink(new TraceId("abc123"), new SpanId("s1"), "", Attributes.EMPTY, 0, 1)))
					.traceState("vendor=1")
					.flags(1),
				span("full", "child", "svc", "", 0).parent(new SpanId("root")).time(0, 0),
				span("full", "odd", "svc", "odd", 0).time(START + SECOND, START),
				span("full", "seconds-ahead", "svc", "ahead", 0).time(START + 59 * SECOND, START + 59 * SECOND),
				span("full", "years-ahead", "svc", "ahead", 0).time(START + YEAR, START + YEAR));
		this.http.perform(get("/api/traces/full"))
			.andExpect(status().isOk())
			.andExpect(jsonPath("$.trace_id").value("full"))
			.andExpect(jsonPath("$.metadata.attributes.n").value(Long.MAX_VALUE))
			.andExpect(jsonPath("$.metadata.missing_start_times").value(1))
			.andExpect(jsonPath("$.metadata.end_before_start").value(1))
			.andExpect(jsonPath("$.metadata.start_in_future").value(1))
			.andExpect(jsonPath("$.spans.length()").value(5))
			.andExpect(jsonPath("$.spans[0].span_id").value("child"))
			.andExpect(jsonPath("$.spans[0].parent_span_id").value("root"))
			.andExpect(jsonPath("$.spans[0].name").value(""))
			.andExpect(jsonPath("$.spans[0].start_time").value("2024-01-01T00:00:00Z"))
			.andExpect(jsonPath("$.spans[0].start_time_missing").value(true))
			.andExpect(jsonPath("$.spans[0].end_time").doesNotExist())
			.andExpect(jsonPath("$.spans[0].kind").doesNotExist())
			.andExpect(jsonPath("$.spans[0].status.code").value("UNSET"))
			.andExpect(jsonPath("$.spans[0].attributes").isMap())
			.andExpect(jsonPath("$.spans[1].kind").value("SERVER"))
			.andExpect(jsonPath("$.spans[1].start_time_missing").doesNotExist())
			.andExpect(jsonPath("$.spans[1].end_time").value("2024-01-01T00:00:00.001500001Z"))
			.andExpect(jsonPath("$.spans[1].duration_ms").value(1.500001))
			.andExpect(jsonPath("$.spans[1].status.message").value("broken"))
			.andExpect(jsonPath("$.spans[1].attributes.n").value(Long.MAX_VALUE))
			.andExpect(jsonPath("$.spans[1].resource['service.name']").value("svc"))
			.andExpect(jsonPath("$.spans[1].scope.name").value("lib"))
			.andExpect(jsonPath("$.spans[1].scope.attributes").doesNotExist())
			.andExpect(jsonPath("$.spans[1].events[0].time").value("2024-01-01T00:00:00.000000001Z"))
			.andExpect(jsonPath("$.spans[1].events[0].attributes['exception.type']").value("IOException"))
			.andExpect(jsonPath("$.spans[1].links[0].trace_id").value("abc123"))
			.andExpect(jsonPath("$.spans[1].links[0].span_id").value("s1"))
			.andExpect(jsonPath("$.spans[1].trace_state").value("vendor=1"))
			.andExpect(jsonPath("$.spans[1].flags").value(1));
	}

	@Test
	void get_answersProblems() throws Exception {
		this.http.perform(get("/api/traces/unknown"))
			.andExpect(status().isNotFound())
			.andExpect(content().string("trace-not-found"));
		this.http.perform(get("/api/traces/{id}", "a b")).andExpect(status().isBadRequest());
		this.http.perform(get("/api/traces/abc123").param("format", "xml"))
			.andExpect(status().isBadRequest())
			.andExpect(content().string("invalid-request"));
		this.http.perform(get("/api/traces/unknown/similar")).andExpect(status().isNotFound());
	}

	@Test
	void lists_cutLongContentAndAttributes_butGetGivesAll() throws Exception {
		String longName = "word ".repeat(4000);
		this.fixture.add(span("long", "s1", "svc", longName, 9).attributes(Attributes.of("long", "x".repeat(10_000))));
		this.http.perform(get("/api/traces").param("limit", "1"))
			.andExpect(status().isOk())
			.andExpect(jsonPath("$.results[0].trace_id").value("long"))
			.andExpect(jsonPath("$.results[0].content").value(longName.substring(0, 8192)))
			.andExpect(jsonPath("$.results[0].content_truncated").value(true))
			.andExpect(jsonPath("$.results[0].metadata.truncated").value(true))
			.andExpect(jsonPath("$.results[0].metadata.attributes.long").doesNotExist())
			.andExpect(jsonPath("$.next_cursor").isString());
		this.http.perform(get("/api/traces/long"))
			.andExpect(jsonPath("$.content").value(longName))
			.andExpect(jsonPath("$.content_truncated").doesNotExist())
			.andExpect(jsonPath("$.metadata.attributes.long").value("x".repeat(10_000)));
	}

	@Test
	void recent_filters() throws Exception {
		this.http.perform(get("/api/traces").param("status", "error"))
			.andExpect(jsonPath("$.results.length()").value(1))
			.andExpect(jsonPath("$.results[0].trace_id").value("abc123"));
		this.http.perform(get("/api/traces").param("system_id", "nobody"))
			.andExpect(jsonPath("$.results.length()").value(0))
			.andExpect(jsonPath("$.hint").value("the filter matches no trace"));
	}

	@Test
	void similar_answersResults() throws Exception {
		this.http.perform(get("/api/traces/abc123/similar").param("limit", "5"))
			.andExpect(status().isOk())
			.andExpect(jsonPath("$.trace_id").value("abc123"))
			.andExpect(jsonPath("$.results[0].trace_id").value("other"));
	}

	@Test
	void services_answerFigures() throws Exception {
		this.http.perform(get("/api/services"))
			.andExpect(status().isOk())
			.andExpect(jsonPath("$.services[0].name").value("cart"))
			.andExpect(jsonPath("$.services[0].trace_count").value(1))
			.andExpect(jsonPath("$.services[0].span_count").value(1))
			.andExpect(jsonPath("$.services[0].error_count").value(0))
			.andExpect(jsonPath("$.services[0].duration_ms.p50").value(10))
			.andExpect(jsonPath("$.services[0].last_seen").value("2024-01-01T00:00:05Z"));
		this.http.perform(get("/api/services/{name}/operations", "users"))
			.andExpect(jsonPath("$.service").value("users"))
			.andExpect(jsonPath("$.operations[0].name").value("list users"));
		this.http.perform(get("/api/services/{name}/operations", "nobody"))
			.andExpect(status().isNotFound())
			.andExpect(content().string("not-found"));
	}

	@Test
	void stats_answerCounts() throws Exception {
		this.http.perform(get("/api/stats"))
			.andExpect(status().isOk())
			.andExpect(jsonPath("$.traces").value(2))
			.andExpect(jsonPath("$.spans").value(3))
			.andExpect(jsonPath("$.embedded_passages").value(3))
			.andExpect(jsonPath("$.bytes_on_disk.store").value(0))
			.andExpect(jsonPath("$.model.ready").value(true))
			.andExpect(jsonPath("$.model.failure").doesNotExist())
			.andExpect(jsonPath("$.index.lag_changes").value(0))
			.andExpect(jsonPath("$.traces_by_system.claude").value(1));
	}

	private static String withoutTime(String answer) {
		return answer.replaceFirst("\"took_ms\":[0-9.]+", "");
	}

	@RestControllerAdvice
	static class Problems {

		@ExceptionHandler
		ResponseEntity<String> answer(TraceProblem problem) {
			ProblemType type = problem.type();
			return ResponseEntity.status(type.status()).contentType(MediaType.TEXT_PLAIN).body(type.code());
		}

	}

}
