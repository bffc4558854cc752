package io.mahavishnu.otel.embed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ModelFilesTest {

	@Test
	void id_changes_withEveryPart() {
		String id = files("model", "tokenizer").id("MEAN", "");
		assertThat(id).matches("[0-9a-f]{16}").isEqualTo(files("model", "tokenizer").id("MEAN", ""));
		assertThat(files("Model", "tokenizer").id("MEAN", "")).isNotEqualTo(id);
		assertThat(files("model", "Tokenizer").id("MEAN", "")).isNotEqualTo(id);
		assertThat(files("modelt", "okenizer").id("MEAN", "")).isNotEqualTo(id);
		assertThat(files("model", "tokenizer").id("CLS", "")).isNotEqualTo(id);
		assertThat(files("model", "tokenizer").id("MEAN", "passage: ")).isNotEqualTo(id);
	}

	@Test
	void quantisesDynamically_isTold_fromTheOperatorsInTheFile() throws IOException {
		assertThat(ModelSource.of(EmbeddingSettings.INT8).read().quantisesDynamically()).isTrue();
		assertThat(ModelSource.of(EmbeddingSettings.FP32).read().quantisesDynamically()).isFalse();
		assertThat(files("...DynamicQuantize", "").quantisesDynamically()).isTrue();
		assertThat(files("DynamicQuantiz", "").quantisesDynamically()).isFalse();
		assertThat(files("", "").quantisesDynamically()).isFalse();
	}

	private static ModelFiles files(String model, String tokenizer) {
		return new ModelFiles(model.getBytes(StandardCharsets.UTF_8), tokenizer.getBytes(StandardCharsets.UTF_8));
	}

}
