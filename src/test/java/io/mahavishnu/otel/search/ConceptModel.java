package io.mahavishnu.otel.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.mahavishnu.otel.embed.CacheFigures;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;

/**
 * A model for tests that knows a few synonyms: every concept is an axis, and a text is
 * the sum of its concepts.
 */
final class ConceptModel implements QueryModel {

	static final int DIMENSION = 256;

	private static final List<List<String>> SYNONYMS = List.of(List.of("refused", "declined", "rejected"),
			List.of("card", "payment"), List.of("customer", "user"), List.of("slow", "timeout", "late"));

	private final Map<String, Integer> axes = new HashMap<>();

	private boolean ready = true;

	private boolean busy;

	void setReady(boolean ready) {
		this.ready = ready;
	}

	/** Whether too many queries wait for another one to be taken. */
	void setBusy(boolean busy) {
		this.busy = busy;
	}

	@Override
	public boolean isReady() {
		return this.ready;
	}

	@Override
	public boolean isReady(String model) {
		return this.ready;
	}

	@Override
	public Optional<String> failure() {
		return this.ready ? Optional.empty() : Optional.of("the model's file is gone");
	}

	@Override
	public String id() {
		return "concepts";
	}

	@Override
	public int dimension() {
		return DIMENSION;
	}

	@Override
	public CacheFigures cacheFigures() {
		return new CacheFigures(3, 2, 1);
	}

	@Override
	public float[] embed(String model, String query) {
		if (!this.ready) {
			throw new TraceProblem(ProblemType.MODEL_UNAVAILABLE, "the model's file is gone");
		}
		if (this.busy) {
			throw new TraceProblem(ProblemType.MODEL_UNAVAILABLE, "too many queries wait");
		}
		return vector(query);
	}

	@Override
	public Map<PassageId, float[]> vectors(String model, Collection<Passage> passages) {
		Map<PassageId, float[]> vectors = new HashMap<>();
		passages.forEach((passage) -> vectors.put(passage.id(), vector(passage.text())));
		return vectors;
	}

	private synchronized float[] vector(String text) {
		float[] vector = new float[DIMENSION];
		double square = 0;
		for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
			if (!word.isEmpty()) {
				int axis = this.axes.computeIfAbsent(conceptOf(word), (_) -> this.axes.size() % DIMENSION);
				square += 2 * vector[axis] + 1;
				vector[axis]++;
			}
		}
		float length = (float) Math.sqrt(square);
		for (int i = 0; i < DIMENSION && length > 0; i++) {
			vector[i] /= length;
		}
		return vector;
	}

	private static String conceptOf(String word) {
		return SYNONYMS.stream()
			.filter((synonyms) -> synonyms.contains(word))
			.findFirst()
			.map(List::getFirst)
			.orElse(word);
	}

}
