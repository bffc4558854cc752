package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

import io.mahavishnu.otel.index.Saying;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.passage.PassageId;
import org.jspecify.annotations.Nullable;

/** Finds in what a trace says what made it a hit. Stateless. */
final class MatchFinder {

	private final int matchesMax;

	private final int lengthMax;

	MatchFinder(int matchesMax, int lengthMax) {
		this.matchesMax = matchesMax;
		this.lengthMax = lengthMax;
	}

	/** A saying and how many words of the query it has. */
	private record Worded(Saying saying, int words) {

	}

	/**
	 * What made a trace a hit: its nearest passage, then what says most words of the
	 * query when it was found by words, then its further near passages.
	 * @param sayings what the trace says
	 * @param hit its place in the ranking
	 * @param mode what was searched by
	 * @param words the words of the query
	 */
	List<Match> find(List<Saying> sayings, Ranked hit, SearchMode mode, QueryWords words) {
		List<Saying> near = (mode == SearchMode.KEYWORD) ? List.of() : saying(sayings, hit.near());
		List<Saying> worded = (hit.match() != null) ? withMostWords(sayings, words) : List.of();
		Map<PassageId, Float> similarities = similarities(hit.near());
		return interleaved(near, worded).stream()
			.limit(this.matchesMax)
			.map((saying) -> match(saying, words, similarities.get(saying.passage())))
			.toList();
	}

	private Match match(Saying saying, QueryWords words, @Nullable Float similarity) {
		MatchText text = MatchText.of(saying.words(), words, this.lengthMax);
		return new Match(saying.spanId(), saying.spanName(), saying.service().isEmpty() ? null : saying.service(),
				text.text(), text.marks(), similarity);
	}

	private static List<Saying> saying(List<Saying> sayings, @Nullable SemanticHit near) {
		List<Saying> saying = new ArrayList<>();
		if (near != null) {
			for (SemanticHit.Near passage : near.best()) {
				sayings.stream()
					.filter((each) -> each.passage().equals(passage.passage()))
					.findFirst()
					.ifPresent(saying::add);
			}
		}
		return saying;
	}

	private List<Saying> withMostWords(List<Saying> sayings, QueryWords words) {
		if (words.isEmpty()) {
			return List.of();
		}
		return sayings.stream()
			.map((saying) -> new Worded(saying, words.countIn(saying.words())))
			.filter((worded) -> worded.words() > 0)
			.sorted(Comparator.comparingInt(Worded::words).reversed())
			.limit(this.matchesMax)
			.map(Worded::saying)
			.toList();
	}

	private SequencedSet<Saying> interleaved(List<Saying> near, List<Saying> worded) {
		SequencedSet<Saying> all = new LinkedHashSet<>();
		near.stream().limit(1).forEach(all::add);
		worded.stream().limit(near.isEmpty() ? this.matchesMax : 1).forEach(all::add);
		all.addAll(near);
		return all;
	}

	private static Map<PassageId, Float> similarities(@Nullable SemanticHit near) {
		Map<PassageId, Float> similarities = new HashMap<>();
		if (near != null) {
			near.best().forEach((each) -> similarities.put(each.passage(), each.similarity()));
		}
		return similarities;
	}

}
