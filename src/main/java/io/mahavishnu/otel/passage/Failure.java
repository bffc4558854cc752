package io.mahavishnu.otel.passage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a span says of its failure: the status, the exceptions of its events and its
 * attributes, the codes of HTTP and gRPC in words.
 *
 * @param failed whether the span failed as such; an exception may be recorded without
 * @param messages the failure in words, each once, the most telling first
 */
record Failure(boolean failed, List<String> messages) {

	private static final String EXCEPTION = "exception";

	/** Messages that are said of one span; what follows is found by its words only. */
	private static final int MESSAGES_MAX = 100;

	/**
	 * Where messages stood before the conventions, and where other conventions put them.
	 */
	private static final List<String> MESSAGES = List.of("error.message", "error_message", "error.msg", "error.object",
			"otel.status_description", "grpc.error_message", "rpc.jsonrpc.error_message", "feature_flag.error.message");

	private static final List<String> TYPES = List.of("error.type", "error.kind", "error.code", "aws.error.code");

	Failure {
		messages = List.copyOf(messages);
	}

	/**
	 * The failure of a span.
	 * @param charactersMax what is read of each message. One character more is kept, so
	 * that it shows that something is cut off
	 */
	static Failure of(Span span, int charactersMax) {
		Attributes attributes = span.attributes();
		Set<String> messages = new LinkedHashSet<>();
		if (span.status().isError()) {
			add(messages, span.status().message());
		}
		span.events()
			.stream()
			.filter(Failure::isException)
			.map(SpanEvent::attributes)
			.forEach((each) -> addException(messages, each));
		addException(messages, attributes);
		MESSAGES.forEach((key) -> add(messages, attributes.text(key)));
		TYPES.forEach((key) -> addType(messages, attributes.text(key)));
		String http = HttpCodes.failure(attributes);
		String rpc = RpcCodes.failure(attributes);
		add(messages, http);
		add(messages, rpc);
		boolean failed = span.status().isError() || "true".equals(attributes.text("error"));
		Set<String> read = messages.stream()
			.limit(MESSAGES_MAX)
			.map((message) -> Cut.at(message, charactersMax + 1))
			.collect(Collectors.toCollection(LinkedHashSet::new));
		return new Failure(failed, Repetitions.leftOutOf(read));
	}

	/** Whether an event tells of a failure. */
	static boolean isException(SpanEvent event) {
		return event.name().equals(EXCEPTION) || event.name().equals("error")
				|| event.attributes().get("exception.type") != null
				|| event.attributes().get("exception.message") != null;
	}

	private static void addException(Set<String> messages, Attributes attributes) {
		String type = attributes.text("exception.type");
		String message = attributes.text("exception.message");
		String stackTrace = attributes.text("exception.stacktrace");
		String said = (type == null) ? "" : simpleName(type);
		if (message != null) {
			said += said.isEmpty() ? message : ": " + message;
		}
		if (stackTrace != null) {
			String frame = StackTraces.usefulFrame(stackTrace);
			said += frame.isEmpty() ? "" : " in " + IdentifierWords.of(frame);
		}
		add(messages, said);
		if (stackTrace != null) {
			String cause = StackTraces.rootCause(stackTrace);
			add(messages, cause.isEmpty() ? "" : "caused by " + simpleName(cause));
		}
	}

	/** A type without its package; what follows it stays. */
	private static String simpleName(String type) {
		int colon = type.indexOf(':');
		String name = (colon < 0) ? type : type.substring(0, colon);
		return type.substring(name.lastIndexOf('.') + 1);
	}

	/** A type that is a mere code is said by the codes. */
	private static void addType(Set<String> messages, @Nullable String type) {
		if (type != null && !Figures.isDigits(type) && !type.equals("_OTHER")) {
			add(messages, simpleName(type));
		}
	}

	private static void add(Set<String> messages, @Nullable String message) {
		if (message != null && !message.isBlank()) {
			messages.add(message.strip());
		}
	}

}
