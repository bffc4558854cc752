package io.mahavishnu.otel.embed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextTokenizerTest {

	private static TextTokenizer tokenizer;

	private static HuggingFaceTokenizer reference;

	@BeforeAll
	static void open() throws IOException {
		byte[] json;
		try (InputStream in = Objects.requireNonNull(
				TextTokenizerTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json"), "no tokenizer")) {
			json = in.readAllBytes();
		}
		tokenizer = TextTokenizer.open(json);
		reference = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json),
				Map.of("truncation", "longest_first", "padding", "do_not_pad"));
	}

	@AfterAll
	static void close() {
		tokenizer.close();
		reference.close();
	}

	static String[] texts() {
		return new String[] { "", " ", "GET /orders/{id}/list", "The customer's card was refused", "DÉJÀ-vu naïve",
				"客户的卡被拒绝", "\uD83D\uDE00 \u0000 \uFFFF", "half a pair \uD800 of surrogates", "long words ".repeat(300),
				"[CLS] literal [SEP]" };
	}

	@ParameterizedTest
	@MethodSource("texts")
	void encode_givesWhatTheLibraryItselfGives(String text) {
		Tokens tokens = tokenizer.encode(text);
		Encoding expected = reference.encode(text);
		assertThat(tokens.ids()).isEqualTo(expected.getIds());
		assertThat(tokens.types()).isEqualTo(expected.getTypeIds());
		assertThat(expected.getAttentionMask()).hasSize(tokens.count()).containsOnly(1);
	}

}
