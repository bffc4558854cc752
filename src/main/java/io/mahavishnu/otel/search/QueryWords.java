package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The words of a query, to be shown where a text says them. Words are found inside
 * identifiers too ({@code PaymentService} says payment), endings of English are
 * disregarded, and scripts without spaces count by pairs of characters. This only marks
 * and picks what is shown: what is found, the index decides. Immutable.
 */
final class QueryWords {

	private static final Set<String> SAYING_NOTHING = Set.of("a", "an", "and", "are", "as", "at", "be", "but", "by",
			"did", "do", "for", "from", "had", "ha", "have", "i", "if", "in", "into", "is", "it", "my", "no", "not",
			"of", "on", "or", "that", "the", "their", "then", "there", "they", "thi", "this", "to", "wa", "wer", "was",
			"were", "will", "with", "you", "your");

	private static final List<String> ENDINGS = List.of("ings", "ing", "ies", "ied", "ers", "es", "ed", "er", "s", "y",
			"e");

	private static final int STEM_MIN = 3;

	/** Of a word that does not begin with letters of ASCII. */
	private static final int ANY_BEGINNING = -1;

	private final Set<String> stems;

	/** How the stems begin, so that most words of a text need not be stemmed. */
	private final Set<Integer> beginnings;

	private QueryWords(Set<String> stems) {
		this.stems = stems;
		this.beginnings = stems.stream()
			.map((stem) -> beginning(stem, 0, stem.length()))
			.filter((beginning) -> beginning != ANY_BEGINNING)
			.collect(Collectors.toUnmodifiableSet());
	}

	/** The words of a query. */
	static QueryWords of(String query) {
		Set<String> stems = new HashSet<>();
		forEach(query, (word) -> stems.add(word.stem()));
		stems.removeAll(SAYING_NOTHING);
		return new QueryWords(Set.copyOf(stems));
	}

	/** No words: nothing is marked. */
	static QueryWords none() {
		return new QueryWords(Set.of());
	}

	/** Where a text says the words, in order and apart. */
	List<Mark> marks(String text) {
		List<Mark> marks = new ArrayList<>();
		forEach(text, (word) -> {
			if (isSaid(word)) {
				boolean overlaps = !marks.isEmpty() && marks.getLast().end() > word.start();
				int start = overlaps ? marks.removeLast().start() : word.start();
				marks.add(new Mark(start, word.end()));
			}
		});
		return marks;
	}

	/** How many different words a text says. */
	int countIn(String text) {
		Set<String> said = new HashSet<>();
		forEach(text, (word) -> {
			if (isSaid(word)) {
				said.add(word.stem());
			}
		});
		return said.size();
	}

	boolean isEmpty() {
		return this.stems.isEmpty();
	}

	private boolean isSaid(Word word) {
		int beginning = beginning(word.text(), word.start(), word.end());
		return (beginning == ANY_BEGINNING || this.beginnings.contains(beginning)) && this.stems.contains(word.stem());
	}

	private static void forEach(String text, Consumer<Word> consumer) {
		WordScanner scanner = new WordScanner(text);
		while (scanner.next()) {
			if (scanner.isUnspaced() && scanner.end() - scanner.start() > 1) {
				for (int i = scanner.start(); i < scanner.end() - 1; i++) {
					consumer.accept(new Word(text, i, i + 2));
				}
			}
			else {
				consumer.accept(new Word(text, scanner.start(), scanner.end()));
			}
		}
	}

	/**
	 * The first characters of a word in small letters, as a number: a word and its stem
	 * have them in common.
	 */
	private static int beginning(String text, int start, int end) {
		int beginning = 0;
		for (int i = start; i < Math.min(end, start + STEM_MIN); i++) {
			char c = text.charAt(i);
			if (c >= 0x80) {
				return ANY_BEGINNING;
			}
			beginning = beginning << 8 | Character.toLowerCase(c);
		}
		return beginning;
	}

	/**
	 * A word of a text.
	 *
	 * @param text the whole text
	 * @param start where the word starts
	 * @param end where it ends
	 */
	private record Word(String text, int start, int end) {

		String stem() {
			String lower = this.text.substring(this.start, this.end).toLowerCase(Locale.ROOT);
			for (String ending : ENDINGS) {
				if (lower.endsWith(ending) && lower.length() - ending.length() >= STEM_MIN) {
					return lower.substring(0, lower.length() - ending.length());
				}
			}
			return lower;
		}

	}

}
