package io.mahavishnu.otel.passage;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;

/**
 * The name of a step as it is worth saying. Spans of calls to a model are named after the
 * call and the model ({@code chat gpt-4o}, {@code openai.chat}), which says nothing of
 * what is talked about.
 */
final class StepName {

	private static final List<String> MODELS = List.of("gen_ai.request.model", "gen_ai.response.model",
			"llm.model_name");

	private static final List<String> PROVIDERS = List.of("gen_ai.provider.name", "gen_ai.system", "llm.provider",
			"llm.system");

	private static final List<String> KINDS = List.of("gen_ai.operation.name", "openinference.span.kind",
			"traceloop.span.kind", "llm.request.type");

	/** Words by which instrumentations name calls to a model. */
	private static final Set<String> SILENT = Set.of("chat", "completion", "completions", "generate", "content", "text",
			"message", "messages", "create", "response", "responses", "llm", "call", "model", "ai", "client", "async",
			"stream");

	private StepName() {
	}

	/** The name without the model; the span's own name for any other span. */
	static String of(Span span) {
		if (!isModelStep(span.attributes())) {
			return span.name();
		}
		String name = span.name();
		for (String key : MODELS) {
			String model = span.attributes().text(key);
			name = (model != null) ? name.replace(model, "") : name;
		}
		return name.isBlank() ? span.name() : name.strip();
	}

	/** Whether the name says no more than that a model is called. */
	static boolean isSilent(Span span) {
		if (!isModelStep(span.attributes())) {
			return false;
		}
		String words = IdentifierWords.of(of(span));
		for (String key : PROVIDERS) {
			String provider = span.attributes().text(key);
			String spoken = (provider != null) ? IdentifierWords.of(provider) : "";
			words = spoken.isEmpty() ? words : words.replace(spoken, " ").replace("open ai", " ");
		}
		return Arrays.stream(words.split(" ")).allMatch((word) -> word.isEmpty() || SILENT.contains(word));
	}

	private static boolean isModelStep(Attributes attributes) {
		return MODELS.stream().anyMatch((key) -> attributes.get(key) != null)
				|| PROVIDERS.stream().anyMatch((key) -> attributes.get(key) != null)
				|| KINDS.stream().anyMatch((key) -> attributes.get(key) != null);
	}

}
