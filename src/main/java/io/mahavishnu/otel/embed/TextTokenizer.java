package io.mahavishnu.otel.embed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;

/**
 * Text to token ids: the model's own tokenizer, cut at its own limit, without padding.
 * Native: to be called on the threads of {@link InferenceThreads} only. Safe for use by
 * many threads.
 */
final class TextTokenizer implements AutoCloseable {

	/**
	 * No model here reads as much; a longer text is cut before it is tokenised, since the
	 * tokenizer would work through all of it.
	 */
	private static final int CHARACTERS_MAX = 16_384;

	private final HuggingFaceTokenizer tokenizer;

	private TextTokenizer(HuggingFaceTokenizer tokenizer) {
		this.tokenizer = tokenizer;
	}

	/**
	 * Opens a tokenizer.
	 * @param json the bytes of a {@code tokenizer.json}; without a limit in it, texts are
	 * cut at 512 tokens
	 * @throws IOException when the bytes are no tokenizer
	 */
	static TextTokenizer open(byte[] json) throws IOException {
		stayOffline();
		try {
			return new TextTokenizer(HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json),
					Map.of("truncation", "longest_first", "padding", "do_not_pad")));
		}
		catch (RuntimeException ex) {
			// The native library throws nothing more precise.
			throw new IOException("tokenizer.json is no tokenizer that can be loaded: " + ex.getMessage(), ex);
		}
	}

	/**
	 * The tokens of a text. The library's own {@code encode} would fetch the texts, words
	 * and places of all tokens as well, which takes as long as to find them.
	 */
	Tokens encode(String text) {
		TokenizersLibrary library = TokenizersLibrary.LIB;
		long encoding = library.encode(this.tokenizer.getHandle(), cut(text), true);
		try {
			return new Tokens(library.getTokenIds(encoding), library.getTypeIds(encoding));
		}
		finally {
			library.deleteEncoding(encoding);
		}
	}

	@Override
	public void close() {
		this.tokenizer.close();
	}

	private static String cut(String text) {
		if (text.length() <= CHARACTERS_MAX) {
			return text;
		}
		boolean splitsPair = Character.isHighSurrogate(text.charAt(CHARACTERS_MAX - 1));
		return text.substring(0, splitsPair ? CHARACTERS_MAX - 1 : CHARACTERS_MAX);
	}

	/**
	 * The library behind would count its uses at its maker's, and on a machine with a GPU
	 * download another build of itself. What the operator set stays.
	 */
	private static void stayOffline() {
		for (String name : new String[] { "OPT_OUT_TRACKING", "ai.djl.offline" }) {
			if (System.getProperty(name) == null) {
				System.setProperty(name, "true");
			}
		}
	}

}
