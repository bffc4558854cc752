package io.mahavishnu.otel.passage;

import java.util.HashSet;
import java.util.Set;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;

/** Collects the unmasked words of a trace, each text once in a field. Not thread-safe. */
final class WordsCollector {

	/** What is found in another way, or is no word. */
	private static final Set<String> SAID_ELSEWHERE = Set.of(Span.SERVICE_NAME);

	private final Field names;

	private final Field errors;

	private final Field body;

	private final int valueCharactersMax;

	WordsCollector(PassageProperties properties) {
		this.names = new Field(properties.wordsPerTraceMax());
		this.errors = new Field(properties.wordsPerTraceMax());
		this.body = new Field(properties.wordsPerTraceMax());
		this.valueCharactersMax = properties.charactersPerSpanMax();
	}

	void add(Span span, SpanSpeech speech) {
		String service = span.serviceName();
		if (service != null) {
			this.names.add(service);
		}
		this.names.add(span.name());
		this.names.add(speech.name());
		speech.failures().forEach(this.errors::add);
		for (Statement statement : speech.statements()) {
			statement.header().forEach((fragment) -> this.body.add(fragment.text()));
			statement.body().forEach((fragment) -> this.body.add(fragment.text()));
		}
		add(span.attributes());
		add(span.resource().attributes());
		span.events().forEach((event) -> {
			this.body.add(event.name());
			add(event.attributes());
		});
	}

	/** Whether words were left out. */
	boolean isCut() {
		return this.names.cut || this.errors.cut || this.body.cut;
	}

	TraceText.Words words() {
		return new TraceText.Words(this.names.words(), this.errors.words(), this.body.words());
	}

	private void add(Attributes attributes) {
		attributes.values().forEach((key, value) -> {
			if (!SAID_ELSEWHERE.contains(key) && !(value instanceof AttributeValue.BoolValue)
					&& !Conversation.isCarrier(key)) {
				add(value);
			}
		});
	}

	private void add(AttributeValue value) {
		if (this.body.isOpen()) {
			String words = JsonWords.of(value, this.valueCharactersMax);
			this.body.cut |= words.length() > this.valueCharactersMax;
			this.body.add(Cut.at(words, this.valueCharactersMax));
		}
	}

	private static final class Field {

		private final Set<String> texts = new HashSet<>();

		private final StringBuilder words = new StringBuilder();

		private final int charactersMax;

		private boolean cut;

		private Field(int charactersMax) {
			this.charactersMax = charactersMax;
		}

		private boolean isOpen() {
			return this.words.length() < this.charactersMax;
		}

		private void add(String text) {
			if (text.isBlank() || this.texts.contains(text)) {
				return;
			}
			int room = this.charactersMax - this.words.length();
			this.cut |= text.length() + 1 > room;
			if (room > 1) {
				this.texts.add(text);
				this.words.append(Cut.at(text, room - 1)).append('\n');
			}
		}

		private String words() {
			return this.words.toString().strip();
		}

	}

}
