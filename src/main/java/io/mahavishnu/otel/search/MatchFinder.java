package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Function;

import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.TraceText;
import io.mahavishnu.otel.passage.Utterance;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.Trace;
import org.jspecify.annotations.Nullable;

/** Finds in a trace what made it a hit. Stateless. */
final class MatchFinder {

	private final Function<Trace, TraceText> texts;

	private final int matchesMax;

	private final int lengthMax;

	MatchFinder(Function<Trace, TraceText> texts, int matchesMax, int lengthMax) {
		this.texts = texts;
		this.matchesMax = matchesMax;
		this.lengthMax = lengthMax;
	}

	/**
	 * What made a trace a hit: its nearest passage, then what says most words of the
	 * query when it was found by words, then its further near passages.
	 * @param trace the trace
	 * @param hit its place in the ranking
	 * @param mode what was searched by
	 * @param words the words of the query
	 */
	List<Match> find(Trace trace, Ranked hit, SearchMode mode, QueryWords words) {
		List<Utterance> utterances = this.texts.apply(trace).utterances();
		List<Utterance> near = (mode == SearchMode.KEYWORD) ? List.of() : saying(utterances, hit.near());
		List<Utterance> worded = (hit.match() != null) ? withMostWords(utterances, words) : List.of();
		Map<PassageId, Float> similarities = similarities(hit.near());
		return interleaved(near, worded).stream()
			.limit(this.matchesMax)
			.map((utterance) -> match(utterance, words, similarities.get(utterance.passage().id())))
			.toList();
	}

	private Match match(Utterance utterance, QueryWords words, @Nullable Float similarity) {
		MatchText text = MatchText.of(utterance.words(), words, this.lengthMax);
		Span span = utterance.span();
		return new Match((span != null) ? span.spanId() : null, (span != null) ? span.name() : null,
				utterance.service().isEmpty() ? null : utterance.service(), text.text(), text.marks(), similarity);
	}

	private static List<Utterance> saying(List<Utterance> utterances, @Nullable SemanticHit near) {
		List<Utterance> saying = new ArrayList<>();
		if (near != null) {
			for (SemanticHit.Near passage : near.best()) {
				utterances.stream()
					.filter((utterance) -> utterance.passage().id().equals(passage.passage()))
					.findFirst()
					.ifPresent(saying::add);
			}
		}
		return saying;
	}

	private static List<Utterance> withMostWords(List<Utterance> utterances, QueryWords words) {
		if (words.isEmpty()) {
			return List.of();
		}
		Map<Utterance, Integer> counts = new LinkedHashMap<>();
		utterances.forEach((utterance) -> counts.put(utterance, words.countIn(utterance.words())));
		return counts.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() > 0)
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.map(Map.Entry::getKey)
			.toList();
	}

	private SequencedSet<Utterance> interleaved(List<Utterance> near, List<Utterance> worded) {
		SequencedSet<Utterance> all = new LinkedHashSet<>();
		near.stream().limit(1).forEach(all::add);
		worded.stream().limit(near.isEmpty() ? this.matchesMax : 1).forEach(all::add);
		all.addAll(near);
		return all;
	}

	private static Map<PassageId, Float> similarities(@Nullable SemanticHit near) {
		Map<PassageId, Float> similarities = new LinkedHashMap<>();
		if (near != null) {
			near.best().forEach((each) -> similarities.put(each.passage(), each.similarity()));
		}
		return similarities;
	}

}
