package io.mahavishnu.otel.passage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class RepetitionsTest {

	@Test
	void leftOutOf_keepsTheLongerText_inTheOrderGiven() {
		assertThat(Repetitions.leftOutOf(List.of("declined", "timed out", "card declined", "card declined: no funds")))
			.containsExactly("timed out", "card declined: no funds");
	}

	@Property(tries = 1000)
	void leftOutOf_keepsWhatNoLongerTextContains(@ForAll("texts") List<String> texts) {
		assertThat(Repetitions.leftOutOf(texts)).isEqualTo(texts.stream()
			.filter((text) -> texts.stream()
				.noneMatch((other) -> other.length() > text.length() && other.contains(text)))
			.toList());
	}

	@Test
	@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void leftOutOf_takesLongRunsOfOneCharacter() {
		List<String> texts = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			texts.add("a".repeat(262_143) + (char) ('c' + i));
			texts.add("a".repeat(131_072 + i) + "b");
		}

		assertThat(Repetitions.leftOutOf(texts)).hasSize(11);
	}

	@Provide
	Arbitrary<List<String>> texts() {
		return Arbitraries.strings().withChars("ab").ofMinLength(1).ofMaxLength(12).list().ofMaxSize(12);
	}

}
