package io.mahavishnu.otel.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mahavishnu.otel.filter.FilterEvaluator;
import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.passage.TraceText;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/** A view of an {@link InMemoryTraceIndex}: every answer by brute force. */
final class InMemoryIndexSnapshot implements IndexSnapshot {

	private static final double K1 = 1.2;

	private static final long CONTENT_BYTES_MAX = 8192;

	private final String token;

	private final String model;

	private final Map<PassageId, IndexedPassage> passages;

	private final List<IndexedTrace> traces;

	private final IntConsumer limits;

	/**
	 * @param limits is told how many hits searches by words want
	 */
	InMemoryIndexSnapshot(String token, String model, Map<PassageId, IndexedPassage> passages,
			List<IndexedTrace> traces, IntConsumer limits) {
		this.token = token;
		this.model = model;
		this.passages = passages;
		this.traces = traces;
		this.limits = limits;
	}

	@Override
	public String token() {
		return this.token;
	}

	@Override
	public String model() {
		return this.model;
	}

	@Override
	public List<SemanticHit> nearest(float[] query, TraceFilter filter, float minSimilarity, Grouping grouping,
			HitLimit limit) {
		Set<ShapeId> shapes = new HashSet<>();
		return best(passing(filter).map((trace) -> semantic(trace, query)).flatMap(Optional::stream),
				SemanticHit::score, SemanticHit::key, grouping)
			.filter((hit) -> hit.similarity() >= minSimilarity)
			.limit(limit.traces())
			.takeWhile((hit) -> shapes.contains(hit.key().shape())
					|| shapes.size() < limit.shapes() && shapes.add(hit.key().shape()))
			.toList();
	}

	@Override
	public List<KeywordHit> matching(String words, TraceFilter filter, Grouping grouping, int limit) {
		return matching(words, passing(filter), grouping, limit);
	}

	@Override
	public List<KeywordHit> matchingNear(String words, float[] query, float minSimilarity, TraceFilter filter,
			Grouping grouping, int limit) {
		return matching(words, passing(filter)
			.filter((trace) -> semantic(trace, query).filter((hit) -> hit.similarity() >= minSimilarity).isPresent()),
				grouping, limit);
	}

	private List<KeywordHit> matching(String words, Stream<IndexedTrace> among, Grouping grouping, int limit) {
		this.limits.accept(limit);
		Map<String, Double> idf = idf(words);
		return best(among.map((trace) -> keyword(trace, idf)).flatMap(Optional::stream), KeywordHit::score,
				KeywordHit::key, grouping)
			.limit(limit)
			.toList();
	}

	@Override
	public Map<TraceId, SemanticHit> similarities(float[] query, Collection<TraceKey> keys) {
		Map<TraceId, SemanticHit> hits = new LinkedHashMap<>();
		held(keys.stream().map(TraceKey::id).toList())
			.forEach((trace) -> semantic(trace, query).ifPresent((hit) -> hits.put(hit.key().id(), hit)));
		return hits;
	}

	@Override
	public Map<TraceId, WordCoverage> coverages(String words, Collection<TraceId> ids) {
		Map<String, Double> idf = idf(words);
		Map<TraceId, WordCoverage> coverages = new LinkedHashMap<>();
		held(ids)
			.forEach((trace) -> keyword(trace, idf).ifPresent((hit) -> coverages.put(hit.key().id(), hit.coverage())));
		return coverages;
	}

	@Override
	public List<TraceKey> list(TraceFilter filter, TraceOrder order, @Nullable TraceKey after, int limit) {
		Set<TraceId> passing = passing(filter).map((trace) -> trace.trace().id()).collect(Collectors.toSet());
		List<TraceKey> all = sorted(this.traces.stream(), order).toList();
		return all.subList(all.indexOf(after) + 1, all.size())
			.stream()
			.filter((key) -> passing.contains(key.id()))
			.limit(limit)
			.toList();
	}

	@Override
	public List<TraceKey> ordered(Collection<TraceId> ids, TraceOrder order) {
		return sorted(held(ids), order).toList();
	}

	private static Stream<TraceKey> sorted(Stream<IndexedTrace> traces, TraceOrder order) {
		Comparator<IndexedTrace> byStart = Comparator.comparingLong((trace) -> trace.trace().startEpochNanos());
		Comparator<IndexedTrace> byDuration = Comparator.comparingLong((trace) -> trace.trace().durationNanos());
		Comparator<IndexedTrace> by = switch (order) {
			case NEWEST_FIRST -> byStart.reversed();
			case OLDEST_FIRST -> byStart;
			case LONGEST_FIRST -> byDuration.reversed();
			case SHORTEST_FIRST -> byDuration;
		};
		return traces.sorted(by.thenComparing(InMemoryIndexSnapshot::key, TraceKey.NEWEST_FIRST))
			.map(InMemoryIndexSnapshot::key);
	}

	@Override
	public long count(TraceFilter filter) {
		return passing(filter).count();
	}

	@Override
	public long shapeSize(ShapeId shape) {
		return this.traces.stream().filter((trace) -> trace.text().shape().equals(shape)).count();
	}

	@Override
	public Map<TraceId, TraceOutline> outlines(Collection<TraceId> ids) {
		return held(ids).collect(Collectors.toMap((trace) -> trace.trace().id(), InMemoryIndexSnapshot::outline));
	}

	@Override
	public void show(List<TraceKey> keys, Consumer<TraceDigest> to) {
		keys.stream()
			.flatMap((key) -> held(List.of(key.id())))
			.map((trace) -> new TraceDigest(outline(trace),
					trace.text().utterances().stream().map(Saying::of).toList()))
			.forEach(to);
	}

	private static TraceOutline outline(IndexedTrace trace) {
		return TraceOutline.of(trace.trace(), CONTENT_BYTES_MAX);
	}

	@Override
	public void close() {
		// Holds nothing but memory.
	}

	private static <H> Stream<H> best(Stream<H> hits, ToDoubleFunction<H> score, Function<H, TraceKey> key,
			Grouping grouping) {
		Set<Object> seen = new HashSet<>();
		return hits.sorted(Comparator.comparingDouble(score).reversed().thenComparing(key, TraceKey.NEWEST_FIRST))
			.filter((hit) -> grouping == Grouping.NONE || seen.add(key.apply(hit).shape()));
	}

	private Stream<IndexedTrace> held(Collection<TraceId> ids) {
		return this.traces.stream().filter((trace) -> ids.contains(trace.trace().id()));
	}

	private Optional<SemanticHit> semantic(IndexedTrace trace, float[] query) {
		List<SemanticHit.Near> near = new ArrayList<>();
		for (Passage passage : trace.text().passages()) {
			IndexedPassage indexed = this.passages.get(passage.id());
			float[] vector = (indexed != null) ? indexed.vectors().get(this.model) : null;
			if (vector != null) {
				near.add(new SemanticHit.Near(passage.id(), dot(vector, query)));
			}
		}
		near.sort(
				Comparator.comparing(SemanticHit.Near::similarity).reversed().thenComparing(SemanticHit.Near::passage));
		List<SemanticHit.Near> best = near.subList(0, Math.min(PassageScore.PASSAGES, near.size()));
		return best.isEmpty() ? Optional.empty()
				: Optional.of(new SemanticHit(key(trace), PassageScore.of(best), best));
	}

	private Optional<KeywordHit> keyword(IndexedTrace trace, Map<String, Double> idf) {
		Map<String, Integer> frequencies = frequencies(trace.text());
		double score = 0;
		double covered = 0;
		double total = 0;
		boolean named = false;
		for (Map.Entry<String, Double> term : idf.entrySet()) {
			int frequency = frequencies.getOrDefault(term.getKey(), 0);
			score += term.getValue() * frequency / (frequency + K1);
			covered += (frequency > 0) ? term.getValue() : 0;
			named |= frequency > 0 && term.getKey().matches("(?=.*\\d.*\\d.*\\d).{5,}");
			total += term.getValue();
		}
		return (score > 0)
				? Optional
					.of(new KeywordHit(key(trace), (float) score, new WordCoverage((float) (covered / total), named)))
				: Optional.empty();
	}

	private Map<String, Double> idf(String words) {
		Map<String, Double> idf = new LinkedHashMap<>();
		for (String term : tokens(words)) {
			long having = this.traces.stream().filter((trace) -> frequencies(trace.text()).containsKey(term)).count();
			idf.put(term, Math.log(1 + (this.traces.size() - having + 0.5) / (having + 0.5)));
		}
		return idf;
	}

	private static Map<String, Integer> frequencies(TraceText text) {
		Map<String, Integer> frequencies = new HashMap<>();
		String all = String.join(" ", text.words().names(), text.words().errors(), text.words().body());
		tokens(all).forEach((term) -> frequencies.merge(term, 1, Integer::sum));
		return frequencies;
	}

	private static List<String> tokens(String text) {
		return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
			.filter((token) -> !token.isEmpty())
			.toList();
	}

	private static float dot(float[] one, float[] other) {
		float sum = 0;
		for (int i = 0; i < one.length; i++) {
			sum += one[i] * other[i];
		}
		return sum;
	}

	private static TraceKey key(IndexedTrace trace) {
		return new TraceKey(trace.trace().id(), trace.text().shape(), trace.trace().startEpochNanos());
	}

	private Stream<IndexedTrace> passing(TraceFilter filter) {
		return this.traces.stream().filter((trace) -> FilterEvaluator.passes(trace.trace(), filter));
	}

}
