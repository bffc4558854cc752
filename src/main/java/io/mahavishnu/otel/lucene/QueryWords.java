package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionLengthAttribute;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * A query in plain words as its distinct terms. Ids of traces and spans in it are
 * recognised by looking them up.
 *
 * @param terms those of its terms that the index has, ids first, then the rarest first
 * @param idfTotal the sum of the IDF of all its terms, those that the index does not have
 * included
 */
record QueryWords(List<QueryTerm> terms, double idfTotal) {

	/** So many terms are looked for at most; in a longer query the rarest ones. */
	private static final int TERMS_MAX = 256;

	/** So many ids are looked up at most. */
	private static final int IDS_MAX = 64;

	/** An identifier that more of the traces say, and more than a few, names none. */
	private static final double NAMED_SHARE_MAX = 0.005;

	private static final int NAMED_TRACES_MAX = 10;

	private static final int NAMING_LENGTH_MIN = 5;

	private static final int NAMING_DIGITS_MIN = 3;

	/** A pasted id outweighs all words. */
	private static final float ID_SCORE = 1000;

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

	private static final Pattern MARKS = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

	QueryWords {
		terms = List.copyOf(terms);
	}

	/**
	 * A term of the query.
	 *
	 * @param anyOf the index's terms that stand for it
	 * @param idf how rare it is (as in BM25)
	 * @param isKnown whether the index has it
	 * @param isId whether it is the id of a trace or span
	 * @param isNaming whether it tells the few traces that have it from all others: an
	 * id, or a rare identifier such as the number of an order
	 */
	record QueryTerm(List<Term> anyOf, float idf, boolean isKnown, boolean isId, boolean isNaming) {

	}

	static QueryWords of(String words, IndexReader traces, Analyzer analyzer) throws IOException {
		Statistics statistics = new Statistics(traces);
		List<QueryTerm> ids = new ArrayList<>();
		StringBuilder rest = new StringBuilder();
		String[] chunks = words.strip().split("\\s+");
		for (String chunk : chunks) {
			String id = MARKS.matcher(chunk).replaceAll("");
			boolean digits = id.chars().anyMatch(Character::isDigit);
			boolean likely = (digits || chunks.length == 1) && ids.size() < IDS_MAX && ID.matcher(id).matches();
			boolean found = likely && addId(ids, id, statistics);
			if (!(found && digits)) {
				rest.append(chunk).append(' ');
			}
		}
		List<QueryTerm> all = new ArrayList<>(termsOf(rest.toString(), statistics, analyzer));
		all.addAll(ids);
		double total = all.stream().mapToDouble(QueryTerm::idf).sum();
		List<QueryTerm> known = all.stream()
			.filter(QueryTerm::isKnown)
			.sorted(Comparator.comparing(QueryTerm::isId).thenComparing(QueryTerm::idf).reversed())
			.limit(TERMS_MAX)
			.toList();
		return new QueryWords(known, total);
	}

	boolean isEmpty() {
		return this.terms.isEmpty();
	}

	/** The query: traces that have any of the terms. */
	Query query() {
		BooleanQuery.Builder query = new BooleanQuery.Builder();
		for (QueryTerm term : this.terms) {
			query.add(term.isId() ? idQuery(term) : new TermQuery(term.anyOf().getFirst()), BooleanClause.Occur.SHOULD);
		}
		return query.build();
	}

	private static Query idQuery(QueryTerm id) {
		BooleanQuery.Builder any = new BooleanQuery.Builder();
		any.add(new TermQuery(TraceDocuments.IS_TRACE), BooleanClause.Occur.FILTER);
		any.setMinimumNumberShouldMatch(1);
		id.anyOf().forEach((term) -> any.add(new TermQuery(term), BooleanClause.Occur.SHOULD));
		return new BoostQuery(new ConstantScoreQuery(any.build()), ID_SCORE);
	}

	private static boolean addId(List<QueryTerm> ids, String id, Statistics statistics) throws IOException {
		Term trace = TraceDocuments.key(new TraceId(id));
		Term span = new Term(TraceDocuments.SPAN_ID, new SpanId(id).value());
		if (!statistics.has(trace) && !statistics.has(span)) {
			return false;
		}
		ids.add(new QueryTerm(List.of(trace, span), statistics.idfMax(), true, true, true));
		return true;
	}

	private static List<QueryTerm> termsOf(String text, Statistics statistics, Analyzer analyzer) throws IOException {
		Map<String, QueryTerm> distinct = new LinkedHashMap<>();
		for (String field : List.of(TraceDocuments.WORDS, WordsAnalyzer.WHOLE_IDENTIFIERS)) {
			boolean whole = field.equals(WordsAnalyzer.WHOLE_IDENTIFIERS);
			try (TokenStream stream = analyzer.tokenStream(field, text)) {
				CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
				PositionLengthAttribute length = stream.addAttribute(PositionLengthAttribute.class);
				stream.reset();
				while (stream.incrementToken()) {
					Term word = new Term(TraceDocuments.WORDS, term.toString());
					boolean compound = whole || length.getPositionLength() > 1;
					// an identifier that nobody says as a whole is sought by its parts
					boolean known = statistics.has(word);
					if (known || !compound) {
						distinct.putIfAbsent(word.text(), new QueryTerm(List.of(word), statistics.idf(word), known,
								false, statistics.names(word)));
					}
				}
				stream.end();
			}
		}
		return List.copyOf(distinct.values());
	}

	/** How rare terms are, by the formula of Lucene's BM25. */
	private static final class Statistics {

		private final IndexReader traces;

		private final long count;

		Statistics(IndexReader traces) throws IOException {
			this.traces = traces;
			this.count = traces.getDocCount(TraceDocuments.WORDS);
		}

		boolean has(Term term) throws IOException {
			return this.traces.docFreq(term) > 0;
		}

		boolean names(Term term) throws IOException {
			return isNumbered(term.text())
					&& this.traces.docFreq(term) <= Math.max(NAMED_TRACES_MAX, NAMED_SHARE_MAX * this.count);
		}

		/** Whether a word looks as what people give to orders, customers and the like. */
		private static boolean isNumbered(String word) {
			return word.length() >= NAMING_LENGTH_MIN
					&& word.chars().filter(Character::isDigit).count() >= NAMING_DIGITS_MIN;
		}

		float idf(Term term) throws IOException {
			return idf(this.traces.docFreq(term));
		}

		float idfMax() {
			return idf(0);
		}

		private float idf(long frequency) {
			return (float) Math.log(1 + (this.count - frequency + 0.5) / (frequency + 0.5));
		}

	}

}
