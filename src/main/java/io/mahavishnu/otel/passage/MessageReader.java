package io.mahavishnu.otel.passage;

import java.util.ArrayList;
import java.util.List;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;

/**
 * Reads messages in the forms in which they are sent: OpenTelemetry's parts, the lists of
 * contents and tool calls of OpenAI and Anthropic, and OpenInference's wrappers around
 * them. What is in none of these forms is said in words as it is. Not thread-safe.
 */
final class MessageReader {

	private static final int NESTING_MAX = 16;

	private static final List<String> WRAPPERS = List.of("message", "messages", "message_content", "tool_call",
			"document");

	private static final List<String> CONTENTS = List.of("content", "text", "parts", "contents", "thinking", "refusal");

	private static final List<String> CALLS = List.of("tool_calls", "function_call", "toolUse");

	private static final List<String> ARGUMENTS = List.of("arguments", "input", "args", "parameters");

	private static final List<String> RESULTS = List.of("response", "result", "content", "output");

	private final List<Message> messages = new ArrayList<>();

	private final int charactersMax;

	private MessageReader(int charactersMax) {
		this.charactersMax = charactersMax;
	}

	/** The messages in a value, in order. */
	static List<Message> messages(AttributeValue value, String role, int charactersMax) {
		MessageReader reader = new MessageReader(charactersMax);
		reader.read(value, role, 0);
		return reader.messages;
	}

	private void read(AttributeValue value, String role, int depth) {
		AttributeValue unwrapped = Json.unwrap(value);
		if (depth > NESTING_MAX) {
			add(role, "", unwrapped);
			return;
		}
		switch (unwrapped) {
			case AttributeValue.ArrayValue array -> array.values().forEach((each) -> read(each, role, depth + 1));
			case AttributeValue.MapValue map -> readMap(map.entries(), role, depth);
			default -> add(role, "", unwrapped);
		}
	}

	private void readMap(Attributes map, String givenRole, int depth) {
		String sent = map.text("role");
		String role = (sent != null) ? sent : givenRole;
		AttributeValue wrapped = Envelope.first(map, WRAPPERS);
		if (wrapped != null) {
			read(wrapped, role, depth + 1);
			return;
		}
		if (isCall(map)) {
			readCall(map);
			return;
		}
		AttributeValue result = isResult(map) ? Envelope.first(map, RESULTS) : null;
		AttributeValue content = (result != null) ? null : Envelope.first(map, CONTENTS);
		AttributeValue calls = Envelope.first(map, CALLS);
		if (result != null) {
			add("tool", "", result);
		}
		if (content != null && !isMedium(map)) {
			readContent(content, role, depth);
		}
		if (calls != null) {
			read(calls, role, depth + 1);
		}
		if (result == null && content == null && calls == null && sent == null && !isMedium(map)) {
			add(role, "", new AttributeValue.MapValue(map));
		}
	}

	/** The texts of one message are one text, in however many parts it was sent. */
	private void readContent(AttributeValue content, String role, int depth) {
		if (!(Json.unwrap(content) instanceof AttributeValue.ArrayValue parts)) {
			add(role, "", content);
			return;
		}
		int before = this.messages.size();
		parts.values().forEach((part) -> read(part, role, depth + 1));
		List<Message> read = List.copyOf(this.messages.subList(before, this.messages.size()));
		this.messages.subList(before, this.messages.size()).clear();
		StringBuilder text = new StringBuilder();
		read.stream().filter((each) -> isTextOf(each, role)).forEach((each) -> text.append(each.text()).append('\n'));
		if (!text.isEmpty()) {
			this.messages.add(new Message(role, "", text.toString().strip()));
		}
		read.stream().filter((each) -> !isTextOf(each, role)).forEach(this.messages::add);
	}

	private static boolean isTextOf(Message message, String role) {
		return message.tool().isEmpty() && message.role().equals(role);
	}

	private static boolean isCall(Attributes map) {
		return map.get("function") instanceof AttributeValue.MapValue
				|| (map.get("name") != null && Envelope.first(map, ARGUMENTS) != null);
	}

	private void readCall(Attributes map) {
		Attributes call = (map.get("function") instanceof AttributeValue.MapValue function) ? function.entries() : map;
		String name = call.text("name");
		AttributeValue arguments = Envelope.first(call, ARGUMENTS);
		add("assistant", (name != null) ? name : "", (arguments != null) ? arguments : new AttributeValue.EmptyValue());
	}

	private static boolean isResult(Attributes map) {
		String type = map.text("type");
		return type != null && (type.equals("tool_call_response") || type.equals("tool_result"));
	}

	/** A part that is a picture, a sound or a file has no words. */
	private static boolean isMedium(Attributes map) {
		String type = map.text("type");
		return type != null && switch (type) {
			case "blob", "uri", "file", "image", "image_url", "input_image", "audio", "input_audio", "video",
					"document" ->
				true;
			default -> false;
		};
	}

	private void add(String role, String tool, AttributeValue value) {
		String text = JsonWords.of(value, this.charactersMax);
		if (!text.isEmpty() || !tool.isEmpty()) {
			this.messages.add(new Message(role, tool, text));
		}
	}

}
