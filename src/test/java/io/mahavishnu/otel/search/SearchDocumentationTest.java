package io.mahavishnu.otel.search;

import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

@SpringBootTest(classes = SearchDocumentationTest.QueryEndpoints.class,
		properties = "management.endpoint.health.validate-group-membership=false")
@AutoConfigureMockMvc
class SearchDocumentationTest {

	private final MockMvc http;

	private JsonNode paths = JsonMapper.shared().createObjectNode();

	private JsonNode schemas = this.paths;

	@Autowired
	SearchDocumentationTest(MockMvc http) {
		this.http = http;
	}

	@BeforeEach
	void readDocument() throws Exception {
		String document = this.http.perform(get("/v3/api-docs")).andReturn().getResponse().getContentAsString();
		this.paths = JsonMapper.shared().readTree(document).path("paths");
		this.schemas = JsonMapper.shared().readTree(document).path("components").path("schemas");
	}

	@Test
	void search_documentsEveryParameter_onceAndWithoutTheCatchAll() {
		assertThat(parameters("/api/traces/search")).containsExactlyInAnyOrder("query", "limit", "mode", "threshold",
				"system_id", "service", "operation", "from", "to", "min_duration_ms", "max_duration_ms", "status",
				"attribute", "filter", "group", "sort", "cursor");
		assertThat(parameters("/api/traces")).contains("limit", "cursor").doesNotContain("query", "threshold");
		assertThat(parameters("/api/traces/{trace_id}/similar")).contains("trace_id", "group").doesNotContain("query");
		assertThat(parameters("/api/traces/{trace_id}")).containsExactlyInAnyOrder("trace_id", "format");
	}

	@Test
	void search_documentsEveryProblem_withAnExample() {
		JsonNode responses = this.paths.path("/api/traces/search").path("get").path("responses");
		assertThat(responses.propertyNames()).containsExactlyInAnyOrder("200", "400", "410", "503");
		JsonNode problems = responses.path("400").path("content").path("application/problem+json").path("examples");
		assertThat(problems.propertyNames()).containsExactlyInAnyOrder("invalid-request", "invalid-cursor");
	}

	@Test
	void everyOperation_hasAnExampleOfItsAnswer() {
		this.paths.properties().forEach((path) -> path.getValue().properties().forEach((operation) -> {
			JsonNode answer = operation.getValue()
				.path("responses")
				.path("200")
				.path("content")
				.path("application/json");
			assertThat(answer.path("examples").isEmpty() && answer.path("example").isMissingNode())
				.as("%s %s", operation.getKey(), path.getKey())
				.isFalse();
		}));
		assertThat(this.paths.size()).isEqualTo(7);
	}

	@Test
	void schemas_haveTheNamesOfTheAnswers() {
		assertThat(this.schemas.path("SearchResult").path("properties").propertyNames()).contains("trace_id",
				"system_id", "duration_ms", "score", "similar_count", "matches");
		assertThat(this.schemas.path("SearchRequest").path("properties").propertyNames()).contains("system_id",
				"min_duration_ms", "attributes");
		assertThat(this.schemas.path("SearchRequest").path("example").path("query").asString()).isNotEmpty();
		assertThat(this.schemas.path("TraceAnswer").path("properties").propertyNames()).contains("spans", "content");
		assertThat(type("SpanAnswer", "attributes")).isEqualTo("object");
		assertThat(type("SpanAnswer", "span_id")).isEqualTo("string");
		assertThat(type("TraceMetadata", "attributes")).isEqualTo("object");
		assertThat(type("SearchRequest", "limit")).isEqualTo("integer");
		assertThat(type("SearchRequest", "attributes")).isEqualTo("object");
		assertThat(type("Match", "marks")).isEqualTo("array");
	}

	private String type(String schema, String property) {
		return this.schemas.path(schema).path("properties").path(property).path("type").asString();
	}

	private List<String> parameters(String path) {
		JsonNode parameters = this.paths.path(path).path("get").path("parameters");
		return StreamSupport.stream(parameters.spliterator(), false)
			.map((parameter) -> parameter.path("name").asString())
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	@Import({ SearchController.class, TraceQueryController.class, FiguresController.class })
	static class QueryEndpoints {

		@Bean
		SearchService searchService() {
			return new SearchFixture().service;
		}

		@Bean
		RequestParser requestParser() {
			return SearchFixture.requests();
		}

	}

}
