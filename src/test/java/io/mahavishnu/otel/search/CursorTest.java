package io.mahavishnu.otel.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CursorTest {

	private static final SearchQuery QUERY = SearchQuery.of("card refused");

	@ParameterizedTest
	@MethodSource("places")
	void read_givesWhatWasWritten_whateverTheLimit(Place place) {
		String word = Cursor.write("12:7", place, QUERY.withLimit(5).identity());
		Cursor cursor = Cursor.read(word, QUERY.withLimit(50).withCursor(word).identity());
		assertThat(cursor).extracting(Cursor::snapshot, Cursor::place).containsExactly("12:7", place);
		assertThat(word).matches("[A-Za-z0-9_-]+");
	}

	static List<Place> places() {
		return List.of(new Place.InRanking(RankedBy.WORDS, 30), new Place.InRanking(RankedBy.VECTOR, 40),
				new Place.InList(new TraceId("a.B:c_d-1")), new Place.InList(new TraceId("x".repeat(128))));
	}

	@Test
	void read_givesNull_whenThereIsNone() {
		assertThat(Cursor.read(null, QUERY.identity())).isNull();
	}

	@Test
	void read_refusesACursorOfAnotherQuery() {
		String word = Cursor.write("1", new Place.InRanking(RankedBy.WORDS, 10), QUERY.identity());
		assertRefused(word, QUERY.withMode(SearchMode.KEYWORD));
		assertRefused(word, SearchQuery.of("card"));
		assertRefused(word, QUERY.withThreshold(0.1f));
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "!!!", "äöü", "AAAA", "null", "bm90IGEgY3Vyc29y" })
	void read_refusesGarbage(String garbage) {
		assertRefused(garbage, QUERY);
	}

	@Test
	void read_refusesACursorThatWasChanged() {
		String word = Cursor.write("1", new Place.InRanking(RankedBy.WORDS, 10), QUERY.identity());
		String plain = new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8);
		String changed = plain.replace("\n10\n", "\n11\n");
		assertThat(changed).isNotEqualTo(plain);
		assertRefused(Base64.getUrlEncoder().encodeToString(changed.getBytes(StandardCharsets.UTF_8)), QUERY);
		assertRefused("A".repeat(5000), QUERY);
	}

	private static void assertRefused(String word, SearchQuery query) {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> Cursor.read(word, query.identity()))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_CURSOR));
	}

}
