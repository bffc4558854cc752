package io.mahavishnu.otel.passage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** One conversation in every dialect. */
class DialectsTest {

	private static final String QUESTION = "Book a flight to Seattle, please.";

	private static final String ANSWER = "Let me look.";

	private static final String ARGUMENTS = "{\"to\":\"SEA\",\"cabinClass\":\"economy\"}";

	private static final String ESCAPED = ARGUMENTS.replace("\"", "\\\"");

	static Stream<Named<Span>> chats() {
		return Stream.of(Named.of("OpenTelemetry, JSON", Telemetry.span("1", "chat gpt-4o", "gen_ai.operation.name",
				"chat", "gen_ai.request.model", "gpt-4o", "gen_ai.input.messages",
				"[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"" + QUESTION + "\"}]}]",
				"gen_ai.output.messages",
				"[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"" + ANSWER
						+ "\"},{\"type\":\"tool_call\",\"id\":\"call_1\",\"name\":\"search_flight\",\"arguments\":"
						+ ARGUMENTS + "}],\"finish_reason\":\"tool_calls\"}]")),
				Named.of("OpenTelemetry, event with attributes", Telemetry.with(
						Telemetry.span("1", "chat gpt-4o", "gen_ai.operation.name", "chat", "gen_ai.request.model",
								"gpt-4o"),
						Telemetry.event("gen_ai.client.inference.operation.details", "gen_ai.input.messages",
								"[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"" + QUESTION
										+ "\"}]}]",
								"gen_ai.output.messages",
								"[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"" + ANSWER
										+ "\"},{\"type\":\"tool_call\",\"name\":\"search_flight\",\"arguments\":"
										+ ARGUMENTS + "}]}]"))),
				Named.of("OpenTelemetry, event a message", Telemetry.with(
						Telemetry.span("1", "chat gpt-4o", "gen_ai.system", "openai", "gen_ai.request.model", "gpt-4o"),
						Telemetry.event("gen_ai.user.message", "gen_ai.system", "openai", "content", QUESTION),
						Telemetry.event("gen_ai.choice", "gen_ai.system", "openai", "index", "0", "finish_reason",
								"tool_calls", "message",
								"{\"role\":\"assistant\",\"content\":\"" + ANSWER
										+ "\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":"
										+ "{\"name\":\"search_flight\",\"arguments\":\"" + ESCAPED + "\"}}]}"))),
				Named.of("OpenInference, indexed",
						Telemetry.span("1", "ChatOpenAI", "openinference.span.kind", "LLM", "llm.model_name", "gpt-4o",
								"llm.provider", "openai", "llm.token_count.total", "321", "input.value",
								"{\"messages\":[{\"role\":\"user\",\"content\":\"" + QUESTION + "\"}]}",
								"llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments", ARGUMENTS,
								"llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "search_flight",
								"llm.output_messages.0.message.content", ANSWER, "llm.output_messages.0.message.role",
								"assistant", "llm.input_messages.0.message.content", QUESTION,
								"llm.input_messages.0.message.role", "user")),
				Named.of("OpenLLMetry, indexed", Telemetry.span("1", "openai.chat", "gen_ai.system", "openai",
						"llm.request.type", "chat", "gen_ai.prompt.0.role", "user", "gen_ai.prompt.0.content", QUESTION,
						"gen_ai.completion.0.role", "assistant", "gen_ai.completion.0.content", ANSWER,
						"gen_ai.completion.0.finish_reason", "tool_calls", "gen_ai.completion.0.tool_calls.0.id",
						"call_1", "gen_ai.completion.0.tool_calls.0.name", "search_flight",
						"gen_ai.completion.0.tool_calls.0.arguments", ARGUMENTS)));
	}

	@ParameterizedTest
	@MethodSource("chats")
	void of_givesTheSamePassages_whateverTheDialectOfAChat(Span span) {
		assertThat(Telemetry.said(span)).containsExactly("user: Book a flight to Seattle, please.",
				"assistant: Let me look.", "search flight: to SEA cabin class economy");
	}

	static Stream<Named<Span>> tools() {
		String result = "[{\"flight_number\":\"HAT045\",\"seats\":3}]";
		return Stream.of(
				Named.of("OpenTelemetry",
						Telemetry.span("1", "execute_tool search_flight", "gen_ai.operation.name", "execute_tool",
								"gen_ai.tool.name", "search_flight", "gen_ai.tool.call.id", "call_77",
								"gen_ai.tool.call.arguments", ARGUMENTS, "gen_ai.tool.call.result", result)),
				Named.of("OpenInference",
						Telemetry.span("1", "search_flight", "openinference.span.kind", "TOOL", "tool.name",
								"search_flight", "input.value", ARGUMENTS, "input.mime_type", "application/json",
								"output.value", result)),
				Named.of("OpenLLMetry",
						Telemetry.span("1", "search_flight.tool", "traceloop.span.kind", "tool",
								"traceloop.entity.name", "search_flight", "traceloop.entity.input",
								"{\"inputs\":" + ARGUMENTS + ",\"tags\":[],\"metadata\":{}}", "traceloop.entity.output",
								"{\"output\":" + result + "}")));
	}

	@ParameterizedTest
	@MethodSource("tools")
	void of_givesTheSamePassages_whateverTheDialectOfATool(Span span) {
		assertThat(Telemetry.said(span))
			.containsExactly("search flight: to SEA cabin class economy. flight number HAT045 seats 3");
	}

	static Stream<Named<Span>> retrievals() {
		return Stream.of(
				Named.of("OpenTelemetry",
						Telemetry.span("1", "retrieval rules", "gen_ai.operation.name", "retrieval",
								"gen_ai.retrieval.query.text", "refund rules", "gen_ai.retrieval.documents",
								"[{\"id\":\"7\",\"content\":\"Tickets are refunded within a day.\"}]")),
				Named.of("OpenInference", retriever("input.value", "refund rules", "input.mime_type", "text/plain")),
				Named.of("OpenInference, JSON",
						retriever("input.value", "{\"query\":\"refund rules\"}", "input.mime_type",
								"application/json")),
				Named.of("OpenInference beside OpenTelemetry",
						retriever("gen_ai.operation.name", "retrieval", "gen_ai.retrieval.query.text", "refund rules",
								"input.value", "{\"query\":\"refund rules\",\"k\":3}")));
	}

	private static Span retriever(String... input) {
		Span span = Telemetry.span("1", "retrieval rules", "openinference.span.kind", "RETRIEVER",
				"retrieval.documents.0.document.id", "7", "retrieval.documents.0.document.content",
				"Tickets are refunded within a day.", "output.value",
				"{\"documents\":[{\"text\":\"Tickets are refunded within a day.\"}]}");
		Map<String, AttributeValue> attributes = new LinkedHashMap<>(span.attributes().values());
		attributes.putAll(Telemetry.attributes(input).values());
		return span.toBuilder().attributes(Attributes.of(attributes)).build();
	}

	@ParameterizedTest
	@MethodSource("retrievals")
	void of_givesTheSamePassages_whateverTheDialectOfARetrieval(Span span) {
		assertThat(Telemetry.said(span)).containsExactly("retrieval rules: refund rules",
				"Tickets are refunded within a day.");
	}

	@Test
	void of_saysAMessageOnce_whenEveryCallRepeatsTheConversation() {
		String first = "{\"role\":\"user\",\"content\":\"Hello there\"}";
		String second = "{\"role\":\"assistant\",\"content\":\"How can I help?\"}";
		Span one = Telemetry.span("1", "chat", "gen_ai.operation.name", "chat", "gen_ai.input.messages",
				"[" + first + "]");
		Span two = Telemetry.span("2", "chat", "gen_ai.operation.name", "chat", "gen_ai.input.messages",
				"[" + first + "," + second + "]");

		assertThat(Telemetry.said(one, two)).containsExactly("user: Hello there", "assistant: How can I help?");
	}

	@Test
	void of_embedsOnlyTheBeginningOfInstructions() {
		String rules = "You are an airline agent. " + "Never refund a ticket of this kind. ".repeat(100);
		Span span = Telemetry.span("1", "chat", "gen_ai.operation.name", "chat", "gen_ai.system_instructions", rules);

		List<String> said = Telemetry.said(span);

		assertThat(said).singleElement().asString().startsWith("You are an airline agent.");
		assertThat(Telemetry.textOf(span).words().body()).contains(rules.strip());
	}

	@Test
	void of_saysBrokenJsonAsText() {
		Span span = Telemetry.span("1", "chat", "gen_ai.operation.name", "chat", "gen_ai.input.messages",
				"[{\"role\":\"user\",\"content\":\"Where is my b");

		assertThat(Telemetry.said(span)).singleElement().asString().contains("Where is my b").doesNotContain("{", "\"");
	}

}
