package io.mahavishnu.otel.passage;

/**
 * A short text that is worth finding, after masking: what is embedded.
 *
 * @param id the hash of the text
 * @param text the masked text, not empty
 */
public record Passage(PassageId id, String text) {

	/** The passage that a masked text is. */
	public static Passage of(String text) {
		return new Passage(PassageId.of(text), text);
	}

}
