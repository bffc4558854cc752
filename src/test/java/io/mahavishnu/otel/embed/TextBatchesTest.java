package io.mahavishnu.otel.embed;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextBatchesTest {

	@Test
	void of_putsEveryTextInOneRun() {
		List<String> texts = IntStream.range(0, 1000).mapToObj((i) -> "x".repeat(i * 37 % 701)).toList();
		for (int textsMax : new int[] { 1, 2, 8 }) {
			List<List<Integer>> runs = TextBatches.of(texts, textsMax);
			assertThat(runs.stream().flatMap(List::stream))
				.containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1000).boxed().toList());
			assertThat(runs).allSatisfy((run) -> assertThat(run).hasSizeBetween(1, textsMax));
		}
	}

	@Test
	void of_putsTextsOfLikeLengthTogether() {
		assertThat(TextBatches.of(List.of("xx", "xxxxxxxxxx", "x", "xxxxxxxxx"), 2)).containsExactly(List.of(2, 0),
				List.of(3, 1));
	}

	@Test
	void of_makesARunNoLongerThanOneFullText() {
		List<String> texts = List.of("x".repeat(255), "x".repeat(256), "x".repeat(257), "x".repeat(5000));
		assertThat(TextBatches.of(texts, 8)).containsExactly(List.of(0, 1), List.of(2), List.of(3));
	}

	@Test
	void of_makesNoRun_ofNoTexts() {
		assertThat(TextBatches.of(List.of(), 8)).isEmpty();
	}

}
