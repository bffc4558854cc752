package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class IdentifierPartsFilterTest {

	@ParameterizedTest
	@CsvSource({ "getUserById, get User By Id", "user_id, user id", "HTTPServerError, HTTP Server Error",
			"java.io.IOException, java io IOException IO Exception", "W2378156, ''", "word, ''", "Word, ''",
			"10.0.0.1, ''", "v2Beta, v2 Beta", "customer's, ''", "__, ''", "Ärger, ''", "größeÜber, größe Über" })
	void partsOf_givesTheProperParts(String identifier, String parts) {
		assertThat(String.join(" ", IdentifierPartsFilter.partsOf(identifier))).isEqualTo(parts);
	}

	@Test
	void partsOf_leavesEncodedBytesWhole() {
		assertThat(IdentifierPartsFilter.partsOf("aB".repeat(40))).isEmpty();
	}

	@Test
	void analyzer_givesWholesAndParts_stemmed_withoutStopWords() throws IOException {
		assertThat(terms(TraceDocuments.WORDS, "The customer's getOrders was refusing ids42 of user_names"))
			.containsExactly("custom", "getord", "get", "order", "refus", "ids42", "user_nam", "user", "name");
	}

	@Test
	void analyzer_givesWholeIdentifiers_withoutTheMarksAroundThem() throws IOException {
		assertThat(terms(WordsAnalyzer.WHOLE_IDENTIFIERS,
				"see 'ORD-2024-0001', (4f8a-11:b). not well-known 2024 http://host:8080/a-1/"))
			.containsExactly("ord-2024-0001", "4f8a-11:b", "host:8080", "a-1");
	}

	private static List<String> terms(String field, String text) throws IOException {
		List<String> terms = new ArrayList<>();
		try (WordsAnalyzer analyzer = new WordsAnalyzer(); TokenStream stream = analyzer.tokenStream(field, text)) {
			CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
			stream.reset();
			while (stream.incrementToken()) {
				terms.add(term.toString());
			}
			stream.end();
		}
		return terms;
	}

}
