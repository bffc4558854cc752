package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mahavishnu.otel.filter.FilterParser;
import io.mahavishnu.otel.filter.Filters;
import io.mahavishnu.otel.index.InMemoryTraceIndex;
import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.index.IndexedTrace;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.passage.TraceText;
import io.mahavishnu.otel.passage.Utterance;
import io.mahavishnu.otel.retention.RetentionFigures;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.InMemoryTraceStore;
import io.mahavishnu.otel.store.IngesterSwitch;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanBuilder;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A search service over exact parts in memory, and traces to search. */
final class SearchFixture {

	static final long SECOND = 1_000_000_000;

	static final long START = 1_704_067_200 * SECOND;

	final InMemoryTraceStore store = new InMemoryTraceStore();

	final InMemoryTraceIndex index = new InMemoryTraceIndex();

	final ConceptModel model = new ConceptModel();

	final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	final SearchService service;

	long lagChanges;

	SearchFixture() {
		this(Map.of(), new IngesterSwitch(true));
	}

	SearchFixture(Map<String, String> settings, IngesterSwitch ingesterSwitch) {
		IndexProgress progress = new IndexProgress() {

			@Override
			public Optional<Double> modelChange() {
				return Optional.of(0.25);
			}

			@Override
			public long lagChanges() {
				return SearchFixture.this.lagChanges;
			}

			@Override
			public boolean isCatchingUp() {
				return SearchFixture.this.lagChanges > 0;
			}

			@Override
			public double progress() {
				return (SearchFixture.this.lagChanges > 0) ? 0.5 : 1;
			}

		};
		this.service = new SearchParts(this.store, this.index, this.index.reader(this.store), SearchFixture::textOf,
				this.model, progress, () -> new RetentionFigures(7, 70, START, RetentionFigures.Limit.MAX_AGE),
				properties(settings), ingesterSwitch, this.meters, Executors.newVirtualThreadPerTaskExecutor())
			.assemble();
	}

	/** The settings with their defaults, but for the given ones. */
	static SearchProperties properties(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("mahavishnu.otel-ingester",
				SearchProperties.class);
	}

	/** Reads requests, within the limits that hold when nothing is set. */
	static RequestParser requests() {
		return new RequestParser(new RequestFilters(new FilterParser(Filters.LIMITS)));
	}

	/** A span that starts some seconds after the first of all and takes 10 ms. */
	static SpanBuilder span(String trace, String span, String service, String name, int startSeconds) {
		long start = START + startSeconds * SECOND;
		return Span.builder(new TraceId(trace), new SpanId(span), name)
			.resource(new Resource(Attributes.of(Span.SERVICE_NAME, service), "", 0))
			.time(start, start + SECOND / 100);
	}

	/** Stores and indexes the spans of one trace. */
	void add(SpanBuilder... spans) {
		store(spans);
		TraceId id = spans[0].build().traceId();
		index(id);
	}

	/** Stores spans that are not indexed. */
	void store(SpanBuilder... spans) {
		this.store.append(Stream.of(spans).map((span) -> new ReceivedSpan(span.build(), null, START)).toList()).join();
	}

	private void index(TraceId id) {
		List<LogPosition> positions = new ArrayList<>();
		List<ReceivedSpan> spans = new ArrayList<>();
		this.store.read(List.of(new TraceLocation(id, SpanLocations.NONE)), LogPosition.START)
			.getOrDefault(id, List.of())
			.forEach((appended) -> {
				positions.add(appended.position());
				spans.add(appended.received());
			});
		Trace trace = Trace.of(id, spans, SystemNaming.AGENT_FAMILIES);
		TraceText text = textOf(trace);
		Map<PassageId, float[]> vectors = this.model.isReady() ? this.model.vectors("", text.passages()) : Map.of();
		this.index.putPassages(
				text.passages().stream().map((each) -> IndexedPassage.of(each, "", vectors.get(each.id()))).toList());
		this.index.putTraces(List.of(new IndexedTrace(trace, text, SpanLocations.of(positions))));
	}

	/**
	 * Each span says its name, its status message and its attributes; digits are masked.
	 */
	private static TraceText textOf(Trace trace) {
		List<Utterance> utterances = trace.spans().stream().map(SearchFixture::utteranceOf).toList();
		String shape = utterances.stream()
			.map((utterance) -> utterance.service() + " " + utterance.passage().id())
			.sorted()
			.distinct()
			.collect(Collectors.joining(" "));
		String words = utterances.stream().map(Utterance::words).collect(Collectors.joining(" "));
		return new TraceText(utterances, new ShapeId(PassageId.of(shape).toHex()), new TraceText.Words("", "", words));
	}

	private static Utterance utteranceOf(Span span) {
		String words = Stream
			.concat(Stream.of(span.name(), span.status().message()),
					span.attributes().values().values().stream().map((value) -> value.asText()))
			.filter((text) -> !text.isEmpty())
			.collect(Collectors.joining(" "));
		String service = span.serviceName();
		return new Utterance(Passage.of(words.replaceAll("[0-9]+", "#")), span, (service != null) ? service : "",
				words);
	}

	/** The ids of the traces of an answer. */
	static List<String> ids(SearchAnswer answer) {
		return answer.results().stream().map((result) -> result.trace().traceId().value()).toList();
	}

	/** A call fails with a problem of a type. */
	static void assertProblem(ProblemType type, Runnable call) {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(call::run)
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(type));
	}

}
