package io.mahavishnu.otel.passage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;

/** Reads what a span says. Thread-safe. */
final class SpanReader {

	private static final int EVENTS_MAX = 16;

	private static final Set<String> REASONS = Set.of("reason", "cause", "outcome", "decision", "verdict", "warning");

	private static final int REASON_LENGTH_MAX = 300;

	/** Where an event says something in so many words, the best first. */
	private static final List<String> EVENT_MESSAGES = List.of("message", "log.message", "body", "reason");

	/** What an evaluation says, on a span of its own or as an event of what it judges. */
	private static final List<SpokenAttribute> EVALUATION = List.of(SpokenAttribute.EVALUATION,
			SpokenAttribute.EVALUATION_LABEL, SpokenAttribute.EVALUATION_REASON);

	private final Conversation conversation;

	private final PassageProperties properties;

	SpanReader(PassageProperties properties) {
		this.properties = properties;
		this.conversation = new Conversation(properties.charactersPerSpanMax());
	}

	/**
	 * What a span says: one statement of itself (its name, its failure, its attributes),
	 * and one for each message. A tool's run is one statement under the tool's name.
	 */
	SpanSpeech read(Span span) {
		Failure failure = Failure.of(span, this.properties.charactersPerSpanMax());
		ToolStep tool = ToolStep.of(span.attributes(), this.properties.charactersPerSpanMax());
		if (tool != null) {
			List<Fragment> body = prose(failure.messages());
			body.addAll(prose(tool.texts()));
			body.addAll(ofSite(span.attributes()));
			body.addAll(happened(span));
			return new SpanSpeech(tool.name(), failure.messages(),
					List.of(Statement.of(header(tool.name(), failure), body)));
		}
		List<Message> messages = this.conversation.of(span);
		String name = (messages.isEmpty() || !StepName.isSilent(span)) ? StepName.of(span) : "";
		List<Fragment> body = prose(failure.messages());
		body.addAll(attributes(span, name));
		body.addAll(happened(span));
		List<Statement> statements = new ArrayList<>();
		if (!name.isBlank() || !body.isEmpty()) {
			statements.add(Statement.of(header(name, failure), body));
		}
		messages.stream().map(Message::statement).forEach(statements::add);
		return new SpanSpeech(name, failure.messages(), statements);
	}

	private static List<Fragment> header(String name, Failure failure) {
		List<Fragment> header = new ArrayList<>();
		if (!name.isBlank()) {
			header.add(Fragment.name(name));
		}
		if (failure.failed()) {
			header.add(Fragment.name("failed"));
		}
		return header;
	}

	/** What the attributes say, without the names that the span's name has already. */
	private List<Fragment> attributes(Span span, String name) {
		Set<String> said = new HashSet<>(words(Fragment.name(name).text()));
		List<Fragment> fragments = new ArrayList<>();
		for (SpokenAttribute attribute : SpokenAttribute.values()) {
			Fragment fragment = attribute.of(span.attributes(), this.properties.charactersPerSpanMax());
			if (fragment != null && isNews(fragment, said)) {
				fragments.add(fragment);
			}
		}
		fragments.addAll(ofSite(span.attributes()));
		return fragments;
	}

	/** What attributes say that no convention knows. */
	private List<Fragment> ofSite(Attributes attributes) {
		List<Fragment> fragments = reasons(attributes);
		fragments.addAll(additional(attributes));
		return fragments;
	}

	private static boolean isNews(Fragment fragment, Set<String> said) {
		if (fragment.manner() != Fragment.Manner.NAME) {
			return true;
		}
		return !Masks.saysNothing(Wording.said(fragment.text())) && said.addAll(words(fragment.text()));
	}

	private static Set<String> words(String name) {
		return Arrays.stream(IdentifierWords.of(name).split(" ")).collect(Collectors.toSet());
	}

	/**
	 * What a site's own attributes give as a reason or an outcome, such as
	 * {@code payment.decline_reason}: the last word of the key says so.
	 */
	private static List<Fragment> reasons(Attributes attributes) {
		List<Fragment> fragments = new ArrayList<>();
		for (Map.Entry<String, AttributeValue> entry : new TreeMap<>(attributes.values()).entrySet()) {
			String meaning = IdentifierWords.of(entry.getKey().substring(entry.getKey().lastIndexOf('.') + 1));
			if (entry.getValue() instanceof AttributeValue.StringValue text && REASONS.contains(lastWord(meaning))
					&& !Conversation.isOfModel(entry.getKey()) && text.value().chars().anyMatch(Character::isLetter)) {
				fragments.add(Fragment.prose(meaning + " " + Cut.at(text.value(), REASON_LENGTH_MAX)));
			}
		}
		return fragments;
	}

	private static String lastWord(String words) {
		return words.substring(words.lastIndexOf(' ') + 1);
	}

	private List<Fragment> additional(Attributes attributes) {
		List<Fragment> fragments = new ArrayList<>();
		for (String key : this.properties.additionalAttributes()) {
			String value = attributes.text(key);
			if (value != null) {
				String meaning = key.substring(key.lastIndexOf('.') + 1);
				fragments.add(Fragment.prose(IdentifierWords.of(meaning) + " " + value));
			}
		}
		return fragments;
	}

	/** What the events say that are neither failures nor messages. */
	private List<Fragment> happened(Span span) {
		List<Fragment> fragments = span.events()
			.stream()
			.filter(SpanReader::isEvaluation)
			.limit(EVENTS_MAX)
			.flatMap((event) -> EVALUATION.stream()
				.map((each) -> each.of(event.attributes(), this.properties.charactersPerSpanMax())))
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(ArrayList::new));
		fragments.addAll(events(span));
		return fragments;
	}

	private static boolean isEvaluation(SpanEvent event) {
		return event.name().equals(Conversation.EVALUATION_EVENT);
	}

	/**
	 * The names of what happened, each once, with what an event says in so many words.
	 */
	private static List<Fragment> events(Span span) {
		return span.events()
			.stream()
			.filter((event) -> !Failure.isException(event) && !Conversation.isMessage(event) && !isEvaluation(event))
			.map(SpanReader::eventText)
			.filter((text) -> !text.isBlank())
			.distinct()
			.limit(EVENTS_MAX)
			.map(Fragment::prose)
			.toList();
	}

	private static String eventText(SpanEvent event) {
		return EVENT_MESSAGES.stream()
			.map(event.attributes()::text)
			.filter(Objects::nonNull)
			.findFirst()
			.map((message) -> event.name() + " " + message)
			.orElse(event.name());
	}

	private static List<Fragment> prose(List<String> texts) {
		return texts.stream().map(Fragment::prose).collect(Collectors.toCollection(ArrayList::new));
	}

}
