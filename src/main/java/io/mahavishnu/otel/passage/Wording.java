package io.mahavishnu.otel.passage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Turns fragments into words as they are embedded. Not thread-safe: one for a statement,
 * since a mask may depend on the word before.
 */
final class Wording {

	/** Longer runs without a space are taken apart, data aside. */
	private static final int WORD_LENGTH_MAX = 80;

	private final List<Token> tokens = new ArrayList<>();

	private final QueryLiterals literals = new QueryLiterals();

	private String previous = "";

	/**
	 * The words of some fragments. Names follow each other without a mark; other
	 * fragments end with one.
	 * @param mark what the last word ends with; may be empty
	 */
	static List<Token> of(List<Fragment> fragments, String mark) {
		Wording wording = new Wording();
		Fragment.Manner before = Fragment.Manner.NAME;
		for (Fragment fragment : fragments) {
			if (before != Fragment.Manner.NAME || fragment.manner() != Fragment.Manner.NAME) {
				wording.endSentence(".");
			}
			wording.previous = "";
			wording.add(fragment);
			before = fragment.manner();
		}
		wording.endSentence(mark);
		return wording.tokens;
	}

	/** A name as it is embedded. */
	static String said(String name) {
		return of(List.of(Fragment.name(name)), "").stream()
			.map(Token::said)
			.filter((word) -> !word.isEmpty())
			.collect(Collectors.joining(" "));
	}

	private void add(Fragment fragment) {
		String text = fragment.text();
		int i = 0;
		while (i < text.length()) {
			while (i < text.length() && isSpace(text.charAt(i))) {
				if (text.charAt(i) == '\n') {
					pause();
				}
				i++;
			}
			int start = i;
			while (i < text.length() && !isSpace(text.charAt(i))) {
				i++;
			}
			if (start < i) {
				addRun(text.substring(start, i), fragment.manner());
			}
		}
	}

	private void addRun(String run, Fragment.Manner manner) {
		if (run.length() <= WORD_LENGTH_MAX) {
			addWord(run, manner);
			return;
		}
		String masked = (manner == Fragment.Manner.QUERY) ? run : Masks.mask(run, "");
		if (masked.length() <= WORD_LENGTH_MAX) {
			this.tokens.add(Token.of(run.substring(0, endOfPart(run, 0)) + "…", masked, Token.Pause.NONE));
			return;
		}
		int start = 0;
		while (start < run.length()) {
			int end = endOfPart(run, start);
			addWord(run.substring(start, end), manner);
			start = end;
		}
	}

	private void addWord(String raw, Fragment.Manner manner) {
		String said = switch (manner) {
			case NAME -> nameWords(Masks.mask(raw, this.previous));
			case PROSE -> IdentifierWords.splitHumps(Masks.mask(raw, this.previous));
			case QUERY -> this.literals.remove(raw);
		};
		this.tokens.add(Token.of(raw, said, pauseAfter(raw)));
		this.previous = raw.toLowerCase(Locale.ROOT);
	}

	private static String nameWords(String masked) {
		boolean route = masked.startsWith("/") || masked.contains("://");
		if (route) {
			return IdentifierWords.splitHumps(masked);
		}
		return masked.chars().allMatch(Character::isUpperCase) ? masked : IdentifierWords.of(masked);
	}

	/**
	 * The end of a part of a long run: behind the last mark within reach, else where the
	 * reach ends.
	 */
	private static int endOfPart(String run, int start) {
		int end = Math.min(run.length(), start + WORD_LENGTH_MAX);
		if (end == run.length()) {
			return end;
		}
		for (int i = end; i > start + WORD_LENGTH_MAX / 2; i--) {
			if (!Character.isLetterOrDigit(run.charAt(i - 1)) && !Character.isSurrogate(run.charAt(i - 1))) {
				return i;
			}
		}
		return Character.isHighSurrogate(run.charAt(end - 1)) ? end - 1 : end;
	}

	private void pause() {
		if (!this.tokens.isEmpty() && this.tokens.getLast().pause() == Token.Pause.NONE) {
			Token last = this.tokens.removeLast();
			this.tokens.add(new Token(last.raw(), last.said(), last.pieces(), Token.Pause.CLAUSE));
		}
	}

	/** Ends the last word with a mark, unless it ends with one already. */
	private void endSentence(String mark) {
		if (this.tokens.isEmpty() || mark.isEmpty()) {
			return;
		}
		Token last = this.tokens.removeLast();
		boolean marked = last.said().isEmpty() || ".:!?;".indexOf(last.said().charAt(last.said().length() - 1)) >= 0;
		this.tokens.add(marked ? new Token(last.raw(), last.said(), last.pieces(), Token.Pause.SENTENCE)
				: Token.of(last.raw() + mark, last.said() + mark, Token.Pause.SENTENCE));
	}

	private static Token.Pause pauseAfter(String raw) {
		return switch (raw.charAt(raw.length() - 1)) {
			case '.', '!', '?', '。', '！', '？' -> Token.Pause.SENTENCE;
			case ',', ';', ':', ')', '、', '，' -> Token.Pause.CLAUSE;
			default -> Token.Pause.NONE;
		};
	}

	private static boolean isSpace(char c) {
		return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
	}

}
