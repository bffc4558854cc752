package io.mahavishnu.otel.passage;

/**
 * An estimate of the word pieces of a text, made without a tokenizer so that passages do
 * not depend on the model. It follows BERT's rules: a punctuation mark is a piece, an
 * ideograph is a piece, a common word is one piece and a rare or mixed one several
 * (Devlin et al., 2018; Wu et al., 2016). It is meant to lie above the true count nearly
 * always.
 */
final class WordPieces {

	private static final int COMMON_WORD_LENGTH = 7;

	private WordPieces() {
	}

	/** About how many pieces a text has. Linear in the text. */
	static int estimate(String text) {
		int pieces = 0;
		int i = 0;
		while (i < text.length()) {
			int c = text.codePointAt(i);
			if (Character.isWhitespace(c)) {
				i += Character.charCount(c);
			}
			else if (!Character.isLetterOrDigit(c) || Character.isIdeographic(c)) {
				pieces++;
				i += Character.charCount(c);
			}
			else {
				int end = endOfWord(text, i);
				pieces += ofWord(text, i, end);
				i = end;
			}
		}
		return pieces;
	}

	private static int endOfWord(String text, int start) {
		int i = start;
		while (i < text.length()) {
			int c = text.codePointAt(i);
			if (!Character.isLetterOrDigit(c) || Character.isIdeographic(c)) {
				break;
			}
			i += Character.charCount(c);
		}
		return i;
	}

	private static int ofWord(String text, int start, int end) {
		int digits = 0;
		int foreign = 0;
		for (int i = start; i < end; i++) {
			char c = text.charAt(i);
			digits += (c >= '0' && c <= '9') ? 1 : 0;
			foreign += (c > 0x24F) ? 1 : 0;
		}
		int length = end - start;
		if (foreign > 0) {
			return length;
		}
		if (digits > 0) {
			return (length + 1) / 2;
		}
		return 1 + Math.max(0, length - COMMON_WORD_LENGTH) / 4;
	}

}
