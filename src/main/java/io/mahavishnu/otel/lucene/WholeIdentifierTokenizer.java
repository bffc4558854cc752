package io.mahavishnu.otel.lucene;

import java.io.IOException;

import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.CharTokenizer;

/**
 * Runs of letters, digits and the signs that join parts of identifiers: order numbers,
 * UUIDs and the like, which the rules for words would cut at their hyphens.
 */
final class WholeIdentifierTokenizer extends CharTokenizer {

	@Override
	protected boolean isTokenChar(int c) {
		return Character.isLetterOrDigit(c) || isJoint(c) || c == '_' || c == '.';
	}

	private static boolean isJoint(int c) {
		return c == '-' || c == ':';
	}

	/** Passes on, without signs at either end, what has a digit and a joint. */
	static final class Only extends FilteringTokenFilter {

		private static final int LENGTH_MAX = 128;

		private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

		Only(TokenStream input) {
			super(input);
		}

		@Override
		protected boolean accept() throws IOException {
			char[] buffer = this.term.buffer();
			int start = 0;
			int end = this.term.length();
			while (start < end && !Character.isLetterOrDigit(buffer[start])) {
				start++;
			}
			while (end > start && !Character.isLetterOrDigit(buffer[end - 1])) {
				end--;
			}
			if (end - start > LENGTH_MAX || !hasDigitAndJoint(buffer, start, end)) {
				return false;
			}
			this.term.copyBuffer(buffer, start, end - start);
			return true;
		}

		private static boolean hasDigitAndJoint(char[] buffer, int start, int end) {
			boolean digit = false;
			boolean joint = false;
			for (int i = start; i < end; i++) {
				digit |= Character.isDigit(buffer[i]);
				joint |= isJoint(buffer[i]);
			}
			return digit && joint;
		}

	}

}
