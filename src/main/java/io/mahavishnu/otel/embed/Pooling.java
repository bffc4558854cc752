package io.mahavishnu.otel.embed;

/**
 * How the vectors of a text's tokens become the vector of the text. A model that pools by
 * itself (it has an output {@code sentence_embedding}) is taken at its word.
 */
public enum Pooling {

	/**
	 * The mean over the tokens, padding excluded: Sentence-BERT (Reimers and Gurevych,
	 * 2019), as all-MiniLM-L6-v2 was trained.
	 */
	MEAN,
	/** The first token's vector, as the BGE and Arctic families were trained. */
	CLS;

	/** How many of a text's tokens, from the first one on, make its vector. */
	int pooledTokens(int tokens) {
		return switch (this) {
			case MEAN -> tokens;
			case CLS -> 1;
		};
	}

}
