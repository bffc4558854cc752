package io.mahavishnu.otel.evaluation.shop;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mahavishnu.otel.OtelIngesterApplication;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The task that the tools for agents are made for, by a script in the agent's place: from
 * the words of a complaint to the span where the failure began, in at most three calls.
 * The shop's questions are the complaints; which span is right is known from what the
 * shop was made of, not from the service.
 */
class ComplaintToSpanTest {

	/** Measured 0.85 of 62 complaints; 0.03 below, as the gates of search. */
	private static final double SHARE_LEAST = 0.82;

	private static final int CALLS_MAX = 3;

	private static final int TRACES = 250;

	private static final JsonMapper JSON = JsonMapper.shared();

	/**
	 * A complaint about failures that show as failed spans.
	 *
	 * @param query the complaint
	 * @param answers trace id → what is in it
	 */
	private record Complaint(String query, Map<String, Answer> answers) {

	}

	/** A trace in which a failure shows. */
	private record Answer(Failure failure, JsonNode trace) {

	}

	/**
	 * What the agent says in the end.
	 *
	 * @param traceId the trace, or empty when none was found
	 * @param spanId the span, or empty when none was found
	 * @param calls how many calls it took
	 */
	private record Verdict(String traceId, String spanId, int calls) {

	}

	@Test
	void aComplaint_leadsToTheSpanWhereTheFailureBegan_inThreeCalls() throws IOException {
		LabelledShop shop = ShopSet.generate(TRACES, ShopSet.SEED);
		List<Map<?, ?>> traces = shop.traces()
			.stream()
			.<Map<?, ?>>map((trace) -> map(JSON.readTree(trace.json())))
			.toList();
		List<Complaint> complaints = complaints(shop);
		List<String> missed = new ArrayList<>();
		try (ConfigurableApplicationContext service = new SpringApplicationBuilder(OtelIngesterApplication.class).run(
				"--server.port=0", "--mahavishnu.otel-ingester.hot-store-path=:memory:",
				"--mahavishnu.otel-ingester.receive.otlp-http-port=-1", "--spring.grpc.server.port=0");
				McpSyncClient agent = agentOf(service)) {
			call(agent, "ingest_otel_traces", Map.of("trace_data", traces));
			for (Complaint complaint : complaints) {
				Verdict verdict = investigate(agent, complaint.query());
				assertThat(verdict.calls()).isLessThanOrEqualTo(CALLS_MAX);
				Answer answer = complaint.answers().get(verdict.traceId());
				if (answer == null || !shows(answer.failure(), span(answer.trace(), verdict.spanId()))) {
					missed.add(complaint.query() + " → " + verdict);
				}
			}
		}
		assertThat(complaints).hasSizeGreaterThan(30);
		double share = 1 - (double) missed.size() / complaints.size();
		assertThat(share).as("%d of %d complaints missed: %s", missed.size(), complaints.size(), missed)
			.isGreaterThanOrEqualTo(SHARE_LEAST);
	}

	/** Search, then where the best hit failed; if it did not, where the next one did. */
	private static Verdict investigate(McpSyncClient agent, String complaint) {
		JsonNode results = call(agent, "search_otel_traces", Map.of("query", complaint, "status", "error", "limit", 5))
			.get("results");
		int calls = 1;
		for (JsonNode result : results) {
			if (calls == CALLS_MAX) {
				break;
			}
			String traceId = result.get("trace_id").asString();
			JsonNode failures = call(agent, "trace_errors", Map.of("trace_id", traceId)).get("failures");
			calls++;
			if (!failures.isEmpty()) {
				return new Verdict(traceId, failures.at("/0/causes/0/span_id").asString(), calls);
			}
		}
		return new Verdict("", "", calls);
	}

	/** The questions of which every answer is a failure that shows as failed spans. */
	private static List<Complaint> complaints(LabelledShop shop) throws IOException {
		SequencedMap<String, Failure> failures = Failure.load();
		List<Complaint> complaints = new ArrayList<>();
		for (ShopQuestion question : ShopQuestion.load()) {
			boolean fails = !question.exact().isEmpty()
					&& question.exact().stream().allMatch((label) -> showsAsFailedSpan(failures.get(label)));
			if (fails && question.example() == null) {
				Map<String, Answer> answers = new HashMap<>();
				for (String label : question.exact()) {
					Failure failure = Objects.requireNonNull(failures.get(label));
					shop.labelled(label)
						.forEach((entry) -> answers.put(entry.trace().traceId(),
								new Answer(failure, JSON.readTree(entry.trace().json()))));
				}
				complaints.add(new Complaint(question.query(), answers));
			}
		}
		return complaints;
	}

	private static boolean showsAsFailedSpan(@Nullable Failure failure) {
		return failure != null
				&& failure.symptoms().values().stream().anyMatch((symptom) -> !symptom.errors().isEmpty());
	}

	/**
	 * Whether the failure shows at a span: it is of a service at which the failure has a
	 * symptom, it failed, and it says the symptom's error or has its HTTP status.
	 */
	private static boolean shows(Failure failure, JsonNode span) {
		String service = span.at("/resource/service.name").asString("")
				+ span.at("/attributes/service.name").asString("");
		String message = span.at("/status/message").asString("");
		int http = span.at("/attributes/http.response.status_code").asInt(0);
		return span.at("/status/code").asString("").equals("ERROR") && failure.symptoms()
			.entrySet()
			.stream()
			.filter((at) -> service.contains(at.getKey().service()) || at.getKey().verb().equals("root"))
			.map(Map.Entry::getValue)
			.anyMatch((symptom) -> symptom.errors().stream().anyMatch((error) -> form(error).matcher(message).matches())
					|| (symptom.httpStatus() > 0 && symptom.httpStatus() == http));
	}

	/** What an error can look like when its placeholders are filled. */
	private static Pattern form(String error) {
		String form = Pattern.compile("\\{[^}]*}|[^{]+")
			.matcher(error)
			.replaceAll((part) -> Matcher
				.quoteReplacement(part.group().startsWith("{") ? ".*" : Pattern.quote(part.group())));
		return Pattern.compile(form, Pattern.DOTALL);
	}

	private static JsonNode span(JsonNode trace, String spanId) {
		return trace.get("spans")
			.valueStream()
			.filter((span) -> span.path("span_id").asString("").equals(spanId))
			.findFirst()
			.orElseThrow();
	}

	private static McpSyncClient agentOf(ConfigurableApplicationContext service) {
		String url = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
		McpSyncClient agent = McpClient.sync(HttpClientStreamableHttpTransport.builder(url).endpoint("/mcp").build())
			.requestTimeout(Duration.ofMinutes(2))
			.build();
		agent.initialize();
		return agent;
	}

	private static JsonNode call(McpSyncClient agent, String tool, Map<String, Object> arguments) {
		McpSchema.CallToolResult result = agent.callTool(new McpSchema.CallToolRequest(tool, arguments));
		String text = ((McpSchema.TextContent) result.content().getFirst()).text();
		assertThat(result.isError()).as(text).isFalse();
		return JSON.readTree(text);
	}

	private static Map<?, ?> map(JsonNode trace) {
		return JSON.convertValue(trace, Map.class);
	}

}
