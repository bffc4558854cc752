package io.mahavishnu.otel.embed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which texts share a run of the model. Every text of a run is padded to the longest, so
 * that texts of like length go together; and a run holds its thread until it ends, so
 * that a run of several texts is no longer than one full text: a query never waits long.
 */
final class TextBatches {

	/** About 128 tokens, the length that most sentence models are trained on. */
	private static final int CHARACTERS_MAX = 512;

	private TextBatches() {
	}

	/**
	 * Cuts texts into runs.
	 * @param texts the texts
	 * @param textsMax how many texts share a run at most
	 * @return positions in the list of texts, each in exactly one run
	 */
	static List<List<Integer>> of(List<String> texts, int textsMax) {
		List<List<Integer>> runs = new ArrayList<>();
		List<Integer> run = new ArrayList<>();
		for (int position : byLength(texts)) {
			// The longest comes last: the run is padded to it.
			int padded = (run.size() + 1) * texts.get(position).length();
			if (run.size() == textsMax || (!run.isEmpty() && padded > CHARACTERS_MAX)) {
				runs.add(run);
				run = new ArrayList<>();
			}
			run.add(position);
		}
		if (!run.isEmpty()) {
			runs.add(run);
		}
		return runs;
	}

	private static List<Integer> byLength(List<String> texts) {
		return IntStream.range(0, texts.size())
			.boxed()
			.sorted(Comparator.comparingInt((position) -> texts.get(position).length()))
			.toList();
	}

}
