package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.List;

import io.mahavishnu.otel.lucene.LuceneProperties.VectorEncoding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A small {@link Recall}: all compared at once, after the first of the graph, never. */
class RecallTest {

	@ParameterizedTest
	@CsvSource({ "1000, FLOAT32, 20000", "1000, QUANTIZED, 20000", "20000, FLOAT32, 20000", "20000, QUANTIZED, 20000",
			"20000, FLOAT32, 0", "20000, QUANTIZED, 0" })
	void nearest_findsAtLeast98Percent_whateverTheFilter(int passages, VectorEncoding encoding, int comparedMax)
			throws IOException {
		// so that the nearest passages are gone through with all filters but the
		// narrowest
		List<Recall.Figure> figures = new Recall(passages, 96, 40, 0).measure(encoding, passages / 200, comparedMax);
		assertThat(figures).hasSize(4)
			.allSatisfy((figure) -> assertThat(Double.isNaN(figure.recall()) || figure.recall() >= 0.98)
				.as(figure.toString())
				.isTrue());
		assertThat(figures.getFirst().recall()).isGreaterThanOrEqualTo(0.98);
	}

}
