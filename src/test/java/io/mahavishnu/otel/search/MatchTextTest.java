package io.mahavishnu.otel.search;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MatchTextTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			card refused           | the card was refused                  | card,refused
			payments               | PaymentService/charge                 | Payment
			getUserDetails         | get_user_details of the user          | get,user,details,user
			HTTP 404               | GET /cart gave HTTP 404               | HTTP,404
			order A-1729           | order A-1729 is late                  | order,1729
			the of and             | the end of the list                   |
			booking                | he booked and books                   | booked,books
			rechnung größe         | GRÖSSE der Rechnungen, Größe          | Größe
			検索失敗               | 注文の検索失敗です                    | 検索失敗
			оплата                 | Оплата отклонена                      | Оплата
			""")
	void of_marksTheWordsOfTheQuery(String query, String text, String marked) {
		MatchText match = MatchText.of(text, QueryWords.of(query), 200);
		List<String> said = match.marks().stream().map((mark) -> text.substring(mark.start(), mark.end())).toList();
		assertThat(String.join(",", said)).isEqualTo((marked != null) ? marked : "");
		assertThat(match.text()).isEqualTo(text);
	}

	@Test
	void of_cutsAroundTheFirstWord_whenTheTextIsLong() {
		String text = "x ".repeat(500) + "the card was refused" + " y".repeat(500);
		MatchText match = MatchText.of(text, QueryWords.of("card refused"), 100);
		assertThat(match.text()).hasSize(102).startsWith("…").endsWith("…").contains("the card was refused");
		assertThat(match.marks()).hasSize(2)
			.first()
			.satisfies((mark) -> assertThat(match.text().substring(mark.start(), mark.end())).isEqualTo("card"));
	}

	@Test
	void of_cutsTheEnd_whenNoWordIsThere() {
		MatchText match = MatchText.of("a".repeat(50) + "b".repeat(50), QueryWords.of("card"), 60);
		assertThat(match.text()).isEqualTo("a".repeat(50) + "b".repeat(10) + "…");
		assertThat(match.marks()).isEmpty();
	}

	@Test
	void of_leavesCharactersWhole() {
		MatchText match = MatchText.of("🙂".repeat(50), QueryWords.none(), 41);
		assertThat(match.text()).isEqualTo("🙂".repeat(20) + "…");
	}

	@Test
	void countIn_countsDifferentWords() {
		QueryWords words = QueryWords.of("card refused by the bank");
		assertThat(words.countIn("card, cards and CARD")).isEqualTo(1);
		assertThat(words.countIn("the bank refused the card")).isEqualTo(3);
		assertThat(QueryWords.of("of the").isEmpty()).isTrue();
	}

}
