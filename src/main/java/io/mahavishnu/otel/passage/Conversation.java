package io.mahavishnu.otel.passage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;

/**
 * Finds the messages of a span, whichever dialect it speaks: OpenTelemetry's GenAI
 * conventions (as JSON, structured, or as events), OpenInference, OpenLLMetry.
 */
final class Conversation {

	private static final List<String> INSTRUCTIONS = List.of("gen_ai.system_instructions");

	private static final List<String> INPUTS = List.of("gen_ai.input.messages", "llm.input_messages", "gen_ai.prompt",
			"llm.prompts");

	private static final List<String> OUTPUTS = List.of("gen_ai.output.messages", "llm.output_messages",
			"gen_ai.completion", "llm.completions");

	/** What a step of retrieval found. */
	private static final List<String> DOCUMENTS = List.of("gen_ai.retrieval.documents", "retrieval.documents");

	private static final List<String> PLAIN_INPUTS = List.of("input.value", "traceloop.entity.input");

	private static final List<String> PLAIN_OUTPUTS = List.of("output.value", "traceloop.entity.output");

	private static final List<String> CARRIERS = Stream.of(INSTRUCTIONS, INPUTS, OUTPUTS, DOCUMENTS)
		.flatMap(List::stream)
		.toList();

	private static final String EVENT_PREFIX = "gen_ai.";

	/** The one event of the GenAI conventions that is no message. */
	static final String EVALUATION_EVENT = "gen_ai.evaluation.result";

	private final int charactersMax;

	Conversation(int charactersMax) {
		this.charactersMax = charactersMax;
	}

	/**
	 * The messages of a span in order. Input and output as such count only where there
	 * are no messages: where there are, they repeat them. What goes into a retrieval is
	 * no message, but its query.
	 */
	List<Message> of(Span span) {
		List<Message> messages = new ArrayList<>(structured(span.attributes()));
		span.events().forEach((event) -> messages.addAll(of(event)));
		if (messages.isEmpty()) {
			if (!RetrievalStep.isRetriever(span.attributes())) {
				messages.addAll(plain(span.attributes(), PLAIN_INPUTS, "user"));
			}
			List<Message> documents = firstOf(span.attributes(), DOCUMENTS, "");
			messages.addAll(documents.isEmpty() ? plain(span.attributes(), PLAIN_OUTPUTS, "assistant") : documents);
		}
		return messages;
	}

	/** Whether an attribute carries messages, which are said one by one. */
	static boolean isCarrier(String key) {
		return mayCarry(key) && CARRIERS.stream()
			.anyMatch((carrier) -> key.startsWith(carrier)
					&& (key.length() == carrier.length() || key.charAt(carrier.length()) == '.'));
	}

	/** What all carriers begin with; most keys do not, and need no closer look. */
	private static boolean mayCarry(String key) {
		return isOfModel(key) || key.startsWith("retrieval.");
	}

	/** Whether an attribute tells of a call to a model as such. */
	static boolean isOfModel(String key) {
		return key.startsWith("gen_ai.") || key.startsWith("llm.");
	}

	/** Whether an event is part of a conversation. */
	static boolean isMessage(SpanEvent event) {
		return event.name().startsWith(EVENT_PREFIX) && !event.name().equals(EVALUATION_EVENT);
	}

	private List<Message> structured(Attributes attributes) {
		List<Message> messages = new ArrayList<>(firstOf(attributes, INSTRUCTIONS, "system"));
		messages.addAll(firstOf(attributes, INPUTS, "user"));
		messages.addAll(firstOf(attributes, OUTPUTS, "assistant"));
		return messages;
	}

	private List<Message> of(SpanEvent event) {
		if (!isMessage(event)) {
			return List.of();
		}
		List<Message> structured = structured(event.attributes());
		if (!structured.isEmpty()) {
			return structured;
		}
		AttributeValue body = event.attributes().get("gen_ai.event.content");
		AttributeValue message = (body != null) ? body : new AttributeValue.MapValue(withoutSystem(event.attributes()));
		return MessageReader.messages(message, roleOf(event.name()), this.charactersMax);
	}

	/** An event of a message names the model's maker too, which is no part of it. */
	private static Attributes withoutSystem(Attributes attributes) {
		LinkedHashMap<String, AttributeValue> kept = new LinkedHashMap<>(attributes.values());
		kept.keySet().removeIf((key) -> key.startsWith(EVENT_PREFIX) || key.equals("id") || key.equals("index"));
		return Attributes.of(kept);
	}

	private static String roleOf(String eventName) {
		return switch (eventName) {
			case "gen_ai.system.message" -> "system";
			case "gen_ai.tool.message" -> "tool";
			case "gen_ai.assistant.message", "gen_ai.choice" -> "assistant";
			default -> "user";
		};
	}

	private List<Message> plain(Attributes attributes, List<String> keys, String role) {
		AttributeValue value = Envelope.first(attributes, keys);
		return (value != null) ? MessageReader.messages(Envelope.open(value), role, this.charactersMax) : List.of();
	}

	private List<Message> firstOf(Attributes attributes, List<String> keys, String role) {
		if (attributes.values().keySet().stream().noneMatch(Conversation::mayCarry)) {
			return List.of();
		}
		for (String key : keys) {
			AttributeValue whole = attributes.get(key);
			List<AttributeValue> values = (whole != null) ? List.of(whole)
					: IndexedAttributes.elements(attributes, key);
			List<Message> messages = values.stream()
				.flatMap((value) -> MessageReader.messages(value, role, this.charactersMax).stream())
				.toList();
			if (!messages.isEmpty()) {
				return messages;
			}
		}
		return List.of();
	}

}
