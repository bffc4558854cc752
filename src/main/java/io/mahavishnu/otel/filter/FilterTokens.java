package io.mahavishnu.otel.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.trace.Excerpt;

/** Cuts a filter's text into its tokens. For one thread. */
final class FilterTokens {

	/** What ends a word beside white space. */
	private static final String SIGNS = "{}()=!<>&|^~\",";

	/** Longer signs first. */
	private static final Map<String, Kind> KINDS = Map.ofEntries(Map.entry("&&", Kind.AND), Map.entry("||", Kind.OR),
			Map.entry("!=", Kind.OPERATOR), Map.entry("<=", Kind.OPERATOR), Map.entry(">=", Kind.OPERATOR),
			Map.entry("^=", Kind.OPERATOR), Map.entry("=", Kind.OPERATOR), Map.entry("<", Kind.OPERATOR),
			Map.entry(">", Kind.OPERATOR), Map.entry("!", Kind.NOT), Map.entry("{", Kind.LEFT_BRACE),
			Map.entry("}", Kind.RIGHT_BRACE), Map.entry("(", Kind.LEFT_PARENTHESIS),
			Map.entry(")", Kind.RIGHT_PARENTHESIS));

	private static final Map<String, String> REMEDIES = Map.of("=~",
			"there are no regular expressions: write ^= for the beginning of a text", "!~",
			"there are no regular expressions: write !( … ^= … ) for the beginning of a text", "==",
			"write = for equality", "&", "write && for and", "|", "write || for or");

	private final String text;

	private final List<Token> tokens = new ArrayList<>();

	private int at;

	private FilterTokens(String text) {
		this.text = text;
	}

	/** What a token is. */
	enum Kind {

		LEFT_BRACE, RIGHT_BRACE, LEFT_PARENTHESIS, RIGHT_PARENTHESIS, AND, OR, NOT, OPERATOR, WORD, QUOTED, END

	}

	/**
	 * A token.
	 *
	 * @param kind what it is
	 * @param text how it is written; of a quoted text what it says
	 * @param at where it begins in the filter's text, from 0 on
	 * @param joined whether it follows the one before without white space
	 */
	record Token(Kind kind, String text, int at, boolean joined) {

	}

	/**
	 * All tokens, the last one of kind {@link Kind#END}.
	 * @throws io.mahavishnu.otel.problem.TraceProblem where a text is not closed, or a
	 * sign is none of the language
	 */
	static List<Token> of(String text) {
		FilterTokens reader = new FilterTokens(text);
		reader.read();
		return List.copyOf(reader.tokens);
	}

	/** Whether a text can stand without quotes. */
	static boolean isWord(String text) {
		return !text.isEmpty() && text.chars().allMatch(FilterTokens::isOfWord);
	}

	private static boolean isOfWord(int character) {
		return SIGNS.indexOf(character) < 0 && character > ' ' && !Character.isWhitespace(character)
				&& !Character.isISOControl(character);
	}

	private void read() {
		boolean joined = false;
		while (this.at < this.text.length()) {
			char next = this.text.charAt(this.at);
			if (Character.isWhitespace(next)) {
				this.at++;
				joined = false;
				continue;
			}
			this.tokens.add((next == '"') ? quoted(joined) : isOfWord(next) ? word(joined) : sign(joined));
			joined = true;
		}
		this.tokens.add(new Token(Kind.END, "", this.text.length(), false));
	}

	private Token word(boolean joined) {
		int from = this.at;
		while (this.at < this.text.length() && isOfWord(this.text.charAt(this.at))) {
			this.at++;
		}
		return new Token(Kind.WORD, this.text.substring(from, this.at), from, joined);
	}

	private Token quoted(boolean joined) {
		int from = this.at++;
		StringBuilder said = new StringBuilder();
		while (this.at < this.text.length()) {
			char next = this.text.charAt(this.at++);
			if (next == '"') {
				return new Token(Kind.QUOTED, said.toString(), from, joined);
			}
			said.append((next == '\\') ? escaped() : next);
		}
		throw FilterProblem.at(from, "the text is not closed: end it with a double quote");
	}

	private char escaped() {
		char escaped = (this.at < this.text.length()) ? this.text.charAt(this.at++) : ' ';
		return switch (escaped) {
			case '"', '\\' -> escaped;
			case 'n' -> '\n';
			case 't' -> '\t';
			case 'r' -> '\r';
			default -> throw FilterProblem.at(this.at - 1,
					"after a backslash comes one of \" \\ n t r; write \\\\ for a backslash itself");
		};
	}

	private Token sign(boolean joined) {
		int from = this.at;
		for (int length = 2; length > 0; length--) {
			String sign = this.text.substring(from, Math.min(from + length, this.text.length()));
			String remedy = REMEDIES.get(sign);
			if (remedy != null) {
				throw FilterProblem.at(from, remedy);
			}
			Kind kind = KINDS.get(sign);
			if (kind != null) {
				this.at += sign.length();
				return new Token(kind, sign, from, joined);
			}
		}
		throw FilterProblem.at(from, Excerpt.quoted(this.text.substring(from, from + 1))
				+ " means nothing here: put text and odd names in double quotes");
	}

}
