package io.mahavishnu.otel.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.passage.TraceText;
import io.mahavishnu.otel.passage.Utterance;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;

/** Builds small traces for the tests of an index: what is not said has a default. */
public final class SampleTrace {

	private static final long MILLISECOND = 1_000_000;

	private final TraceId id;

	private final List<Span> spans = new ArrayList<>();

	private final List<String> passages = new ArrayList<>();

	private long startEpochNanos = 1_000 * MILLISECOND;

	private long durationNanos = MILLISECOND;

	private String names = "";

	private String errors = "";

	private String body = "";

	private SpanLocations locations = SpanLocations.of(new LogPosition(1));

	private SampleTrace(String id) {
		this.id = new TraceId(id);
	}

	public static SampleTrace trace(String id) {
		return new SampleTrace(id);
	}

	public SampleTrace startMillis(long startMillis) {
		this.startEpochNanos = startMillis * MILLISECOND;
		return this;
	}

	public SampleTrace durationMillis(long durationMillis) {
		this.durationNanos = durationMillis * MILLISECOND;
		return this;
	}

	/** A span with string attributes of its own. */
	public SampleTrace span(String service, String name, Map<String, String> attributes) {
		return span(service, name, Attributes.of(attributes.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (each) -> new AttributeValue.StringValue(each.getValue())))));
	}

	public SampleTrace span(String service, String name, Attributes attributes) {
		return span(service, name, attributes, SpanStatus.UNSET);
	}

	/** A span that failed. */
	public SampleTrace failed(String service, String name) {
		return span(service, name, Attributes.EMPTY, new SpanStatus(SpanStatus.Code.ERROR, "failed"));
	}

	private SampleTrace span(String service, String name, Attributes attributes, SpanStatus status) {
		this.spans.add(Span.builder(this.id, new SpanId(this.id + "-span" + this.spans.size()), name)
			.resource(new Resource(Attributes.of(Span.SERVICE_NAME, service), "", 0))
			.attributes(attributes)
			.status(status)
			.build());
		return this;
	}

	/** The passages that the trace says; they make its shape. */
	public SampleTrace says(String... texts) {
		this.passages.addAll(List.of(texts));
		return this;
	}

	public SampleTrace names(String words) {
		this.names = words;
		return this;
	}

	public SampleTrace errors(String words) {
		this.errors = words;
		return this;
	}

	public SampleTrace body(String words) {
		this.body = words;
		return this;
	}

	public SampleTrace at(SpanLocations locations) {
		this.locations = locations;
		return this;
	}

	public IndexedTrace build() {
		if (this.spans.isEmpty()) {
			span("shop", "GET /", Map.of());
		}
		long end = this.startEpochNanos + this.durationNanos;
		List<ReceivedSpan> received = this.spans.stream()
			.map((span) -> span.toBuilder().time(this.startEpochNanos, end).build())
			.map((span) -> new ReceivedSpan(span, null, 1))
			.toList();
		List<Utterance> utterances = this.passages.stream()
			.map((text) -> new Utterance(Passage.of(text), null, "shop", text))
			.toList();
		return new IndexedTrace(Trace.of(this.id, received, SystemNaming.AS_SENT),
				new TraceText(utterances, shape(), new TraceText.Words(this.names, this.errors, this.body)),
				this.locations);
	}

	/** The shape of the passages. */
	public ShapeId shape() {
		return shape(this.passages);
	}

	public static ShapeId shape(List<String> passages) {
		return new ShapeId(PassageId.of(String.join("|", new TreeSet<>(passages))).toHex());
	}

}
