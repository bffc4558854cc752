package io.mahavishnu.otel.passage;

import java.util.ArrayList;
import java.util.List;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * The run of a tool by an agent, whichever dialect tells of it.
 *
 * @param name the tool
 * @param texts its arguments and its result in words, as far as known
 */
record ToolStep(String name, List<String> texts) {

	private static final List<String> NAMES = List.of("gen_ai.tool.name", "tool.name", "tool_call.function.name");

	private static final List<String> ARGUMENTS = List.of("gen_ai.tool.call.arguments", "tool_call.function.arguments",
			"input.value", "traceloop.entity.input", "tool.parameters");

	private static final List<String> RESULTS = List.of("gen_ai.tool.call.result", "output.value",
			"traceloop.entity.output");

	ToolStep {
		texts = List.copyOf(texts);
	}

	/** The tool's run that a span is, or null. */
	static @Nullable ToolStep of(Attributes attributes, int charactersMax) {
		String name = nameOf(attributes);
		if (name == null) {
			return null;
		}
		List<String> texts = new ArrayList<>();
		for (List<String> keys : List.of(ARGUMENTS, RESULTS)) {
			AttributeValue value = Envelope.first(attributes, keys);
			String words = (value != null) ? JsonWords.of(Envelope.open(value), charactersMax) : "";
			if (!words.isEmpty()) {
				texts.add(words);
			}
		}
		return new ToolStep(name, texts);
	}

	private static @Nullable String nameOf(Attributes attributes) {
		for (String key : NAMES) {
			String name = attributes.text(key);
			if (name != null) {
				return name;
			}
		}
		return "tool".equals(attributes.text("traceloop.span.kind")) ? attributes.text("traceloop.entity.name") : null;
	}

}
