package io.mahavishnu.otel.lucene;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * How text becomes terms, in the index and in queries alike: words by Unicode's rules,
 * identifiers both whole and in parts, Chinese, Japanese and Korean in pairs of
 * characters, the rest lower-cased, without English stop words, stemmed by Porter. Under
 * the field name {@value #WHOLE_IDENTIFIERS} it gives only identifiers that the first way
 * would cut, such as {@code ORD-2024-0001}.
 */
final class WordsAnalyzer extends AnalyzerWrapper {

	static final String WHOLE_IDENTIFIERS = "whole-identifiers";

	private final Analyzer words = new Words();

	private final Analyzer identifiers = new Identifiers();

	WordsAnalyzer() {
		super(PER_FIELD_REUSE_STRATEGY);
	}

	@Override
	protected Analyzer getWrappedAnalyzer(String field) {
		return field.equals(WHOLE_IDENTIFIERS) ? this.identifiers : this.words;
	}

	private static final class Words extends Analyzer {

		@Override
		protected TokenStreamComponents createComponents(String field) {
			StandardTokenizer source = new StandardTokenizer();
			TokenStream stream = new CJKBigramFilter(new CJKWidthFilter(source), EVERY_SCRIPT, true);
			stream = new IdentifierPartsFilter(new EnglishPossessiveFilter(stream));
			stream = new StopFilter(new LowerCaseFilter(stream), EnglishAnalyzer.getDefaultStopSet());
			return new TokenStreamComponents(source, new RemoveDuplicatesTokenFilter(new PorterStemFilter(stream)));
		}

		private static final int EVERY_SCRIPT = CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA
				| CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;

	}

	private static final class Identifiers extends Analyzer {

		@Override
		protected TokenStreamComponents createComponents(String field) {
			WholeIdentifierTokenizer source = new WholeIdentifierTokenizer();
			return new TokenStreamComponents(source, new WholeIdentifierTokenizer.Only(new LowerCaseFilter(source)));
		}

	}

}
