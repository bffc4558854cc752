package io.mahavishnu.otel.passage;

import java.util.Arrays;
import java.util.List;

import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.Trace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Says what a trace says: its passages, its shape, its words. The same spans give the
 * same text in whatever order they came, and whatever model embeds it. Thread-safe; takes
 * time and memory in proportion to the trace.
 */
@Component
public final class TraceTexts {

	private final PassageProperties properties;

	private final SpanReader reader;

	private final Chunks chunks;

	private final MeterRegistry meters;

	public TraceTexts(PassageProperties properties, MeterRegistry meters) {
		this.properties = properties;
		this.reader = new SpanReader(properties);
		this.chunks = new Chunks(properties.wordPiecesMax());
		this.meters = meters;
		Arrays.stream(Limit.values()).forEach(this::counter);
	}

	/** What a trace says. What exceeds a limit is cut off and counted. */
	public TraceText of(Trace trace) {
		TraceTextBuilder text = new TraceTextBuilder(this.properties, this.chunks);
		for (Span span : trace.spans()) {
			text.add(span, this.reader.read(span));
		}
		text.cuts().forEach((limit) -> counter(limit).increment());
		return text.build(trace);
	}

	/**
	 * A question in the form in which passages are embedded: ids masked, code taken apart
	 * into words. Empty when the question is.
	 */
	public String asPassage(String question) {
		StringBuilder text = new StringBuilder();
		for (Token token : Wording.of(List.of(Fragment.prose(question)), "")) {
			text.append(text.isEmpty() || token.said().isEmpty() ? "" : " ").append(token.said());
		}
		return text.toString();
	}

	private Counter counter(Limit limit) {
		return Counter.builder("mahavishnu.passage.cut")
			.description("Traces of which a limit cut off text")
			.tag("limit", limit.tag())
			.register(this.meters);
	}

}
