package io.mahavishnu.otel.lucene;

import java.io.IOException;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.jspecify.annotations.Nullable;

/**
 * Words of a trace, each counted as often as the place where it stands weighs.
 * <p>
 * This is BM25F (Robertson, Zaragoza and Taylor: Simple BM25 extension to multiple
 * weighted fields, CIKM 2004): term frequencies and lengths of several fields are
 * weighted and added before they saturate. Since the weights are fixed, they are added
 * while indexing, in one Lucene field; a query then has one cheap clause for each term,
 * which Lucene can skip through, and one IDF. Weights are whole numbers here, so that
 * {@value #BODY} stands for 1 and BM25's k1 grows by the same factor.
 */
final class WeightedWords extends Field {

	private static final int BODY = 2;

	private static final int NAMES = 3;

	private static final int ERRORS = 3;

	private static final float K1 = 1.2f * BODY;

	private static final float B = 0.75f;

	private static final FieldType TYPE = new FieldType();
	static {
		TYPE.setTokenized(true);
		TYPE.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
		TYPE.freeze();
	}

	private final String text;

	private final int weight;

	private final boolean whole;

	private WeightedWords(String text, int weight, boolean whole) {
		super(TraceDocuments.WORDS, text, TYPE);
		this.text = text;
		this.weight = weight;
		this.whole = whole;
	}

	static WeightedWords names(String text) {
		return new WeightedWords(text, NAMES, false);
	}

	static WeightedWords errors(String text) {
		return new WeightedWords(text, ERRORS, false);
	}

	static WeightedWords body(String text) {
		return new WeightedWords(text, BODY, false);
	}

	/** Whole identifiers such as order numbers, wherever they stand. */
	static WeightedWords identifiers(String text) {
		return new WeightedWords(text, BODY, true);
	}

	/** How such words are scored. */
	static Similarity similarity() {
		return new BM25Similarity(K1, B, false);
	}

	@Override
	public TokenStream tokenStream(Analyzer analyzer, @Nullable TokenStream reuse) {
		String field = this.whole ? WordsAnalyzer.WHOLE_IDENTIFIERS : TraceDocuments.WORDS;
		return new Weighing(analyzer.tokenStream(field, this.text), this.weight);
	}

	private static final class Weighing extends TokenFilter {

		private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);

		private final int weight;

		Weighing(TokenStream input, int weight) {
			super(input);
			this.weight = weight;
		}

		@Override
		public boolean incrementToken() throws IOException {
			if (!this.input.incrementToken()) {
				return false;
			}
			this.frequency.setTermFrequency(this.weight);
			return true;
		}

	}

}
