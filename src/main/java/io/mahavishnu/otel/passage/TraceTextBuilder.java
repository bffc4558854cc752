package io.mahavishnu.otel.passage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.Trace;

/** Collects what the spans of one trace say. Not thread-safe. */
final class TraceTextBuilder {

	private record Said(String service, PassageId passage) {

	}

	private record Stated(String service, Statement statement) {

	}

	private final PassageProperties properties;

	private final Chunks chunks;

	private final WordsCollector words;

	private final TraceSummary summary = new TraceSummary();

	private final Set<Stated> stated = new HashSet<>();

	private final Map<Said, Utterance> utterances = new LinkedHashMap<>();

	private final Set<PassageId> passages = new HashSet<>();

	private final EnumSet<Limit> cuts = EnumSet.noneOf(Limit.class);

	TraceTextBuilder(PassageProperties properties, Chunks chunks) {
		this.properties = properties;
		this.chunks = chunks;
		this.words = new WordsCollector(properties);
	}

	void add(Span span, SpanSpeech speech) {
		this.words.add(span, speech);
		this.summary.add(speech);
		String service = serviceOf(span);
		int charactersLeft = this.properties.charactersPerSpanMax();
		int passagesLeft = this.properties.passagesPerSpanMax();
		for (Statement statement : speech.statements()) {
			Statement kept = statement.within(charactersLeft);
			charactersLeft -= kept.length();
			if (kept.length() < statement.length()) {
				this.cuts.add(Limit.SPAN_CHARACTERS);
			}
			if (passagesLeft > 0 && this.stated.add(new Stated(service, kept))) {
				passagesLeft -= say(kept, span, service, passagesLeft);
			}
		}
	}

	/** The limits that cut something off. */
	Set<Limit> cuts() {
		if (this.words.isCut()) {
			this.cuts.add(Limit.TRACE_WORDS);
		}
		return this.cuts;
	}

	TraceText build(Trace trace) {
		List<Utterance> all = new ArrayList<>(this.utterances.size() + 1);
		Chunks.Chunk whole = this.chunks.beginningOf(this.summary.of(trace));
		if (whole != null) {
			all.add(new Utterance(whole.passage(), null, serviceOf(trace.root()), whole.words()));
		}
		all.addAll(this.utterances.values());
		return new TraceText(all, ShapeId.of(all), this.words.words());
	}

	/** Says a statement; answers how many passages it took. */
	private int say(Statement statement, Span span, String service, int passagesMax) {
		List<Chunks.Chunk> parts = this.chunks.of(statement);
		boolean beginning = statement.reach() == Statement.Reach.BEGINNING;
		int wanted = beginning ? Math.min(1, parts.size()) : parts.size();
		int count = Math.min(wanted, passagesMax);
		if (count < wanted) {
			this.cuts.add(Limit.SPAN_PASSAGES);
		}
		for (Chunks.Chunk part : parts.subList(0, count)) {
			say(new Utterance(part.passage(), span, service, part.words()));
		}
		return count;
	}

	private void say(Utterance utterance) {
		PassageId passage = utterance.passage().id();
		boolean room = this.passages.size() < this.properties.passagesPerTraceMax();
		if (room || this.passages.contains(passage)) {
			this.passages.add(passage);
			this.utterances.putIfAbsent(new Said(utterance.service(), passage), utterance);
		}
		else {
			this.cuts.add(Limit.TRACE_PASSAGES);
		}
	}

	private static String serviceOf(Span span) {
		String service = span.serviceName();
		return (service != null) ? service : "";
	}

}
