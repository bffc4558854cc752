package io.mahavishnu.otel.embed;

import java.time.Duration;

/** Settings for tests: the defaults, but for what a test is about. */
final class EmbeddingSettings {

	static final String INT8 = "all-MiniLM-L6-v2";

	static final String FP32 = "all-MiniLM-L6-v2-fp32";

	private EmbeddingSettings() {
	}

	static EmbeddingProperties of(String model) {
		return of(model, runs(2, 256, Pooling.MEAN, ""));
	}

	static EmbeddingProperties of(String model, ModelUsage usage) {
		return of(model, runs(2, 256, Pooling.MEAN, "").with(usage));
	}

	static EmbeddingProperties of(String model, EmbeddingProperties.Runs runs) {
		return new EmbeddingProperties(model, 1000, runs);
	}

	static EmbeddingProperties.Runs runs(int threads, int chunkTextsMax, Pooling pooling, String passagePrefix) {
		return new EmbeddingProperties.Runs(threads, 8, chunkTextsMax, 1000, 1000, Duration.ofMillis(20), pooling, "",
				passagePrefix);
	}

}
