package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a query, to be shown where a text says them. Words are found inside
 * identifiers too ({@code PaymentService} says payment), endings of English are
 * disregarded, and scripts without spaces count by pairs of characters. This only marks
 * and picks what is shown: what is found, the index decides. Immutable.
 */
final class QueryWords {

	private static final Pattern WORD = Pattern.compile("(?<pairs>[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]+)"
			+ "|\\p{Lu}+(?![\\p{Ll}\\p{M}])|\\p{Lu}?[\\p{Ll}\\p{M}]+|[\\p{Lo}\\p{Lt}\\p{Lm}\\p{M}]+|\\p{Nd}+");

	private static final Set<String> SAYING_NOTHING = Set.of("a", "an", "and", "are", "as", "at", "be", "but", "by",
			"did", "do", "for", "from", "had", "ha", "have", "i", "if", "in", "into", "is", "it", "my", "no", "not",
			"of", "on", "or", "that", "the", "their", "then", "there", "they", "thi", "this", "to", "wa", "wer", "was",
			"were", "will", "with", "you", "your");

	private static final List<String> ENDINGS = List.of("ings", "ing", "ies", "ied", "ers", "es", "ed", "er", "s", "y",
			"e");

	private static final int STEM_MIN = 3;

	private final Set<String> stems;

	private QueryWords(Set<String> stems) {
		this.stems = stems;
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
			if (this.stems.contains(word.stem())) {
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
			if (this.stems.contains(word.stem())) {
				said.add(word.stem());
			}
		});
		return said.size();
	}

	boolean isEmpty() {
		return this.stems.isEmpty();
	}

	private static void forEach(String text, Consumer<Word> consumer) {
		Matcher matcher = WORD.matcher(text);
		while (matcher.find()) {
			if (matcher.group("pairs") == null || matcher.end() - matcher.start() < 2) {
				consumer.accept(new Word(stem(matcher.group()), matcher.start(), matcher.end()));
			}
			else {
				for (int i = matcher.start(); i < matcher.end() - 1; i++) {
					consumer.accept(new Word(text.substring(i, i + 2), i, i + 2));
				}
			}
		}
	}

	private static String stem(String word) {
		String lower = word.toLowerCase(Locale.ROOT);
		return ENDINGS.stream()
			.filter((ending) -> lower.endsWith(ending) && lower.length() - ending.length() >= STEM_MIN)
			.findFirst()
			.map((ending) -> lower.substring(0, lower.length() - ending.length()))
			.orElse(lower);
	}

	private record Word(String stem, int start, int end) {

	}

}
