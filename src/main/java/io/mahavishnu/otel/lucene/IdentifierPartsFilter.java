package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionLengthAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Adds the parts of identifiers to the whole: {@code getUserById} also says {@code get},
 * {@code User}, {@code By}, {@code Id}; {@code java.io.IOException} also {@code java},
 * {@code io}, {@code IOException}, {@code IO}, {@code Exception}; {@code user_id} also
 * {@code user} and {@code id}. The whole is marked by a position length of 2; parts stand
 * at its position. Terms with digits are kept from being stemmed. Terms without letters
 * (numbers, addresses) and very long ones (encoded bytes) stay whole.
 */
final class IdentifierPartsFilter extends TokenFilter {

	private static final int LENGTH_MAX = 64;

	/** How many terms are remembered with their parts: the same come again and again. */
	private static final int KNOWN_MAX = 4096;

	private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

	private final KeywordAttribute keyword = addAttribute(KeywordAttribute.class);

	private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);

	private final PositionLengthAttribute length = addAttribute(PositionLengthAttribute.class);

	private final Queue<String> parts = new ArrayDeque<>();

	private final Map<String, Set<String>> known = new HashMap<>();

	private @Nullable State whole;

	IdentifierPartsFilter(TokenStream input) {
		super(input);
	}

	@Override
	public boolean incrementToken() throws IOException {
		String part = this.parts.poll();
		if (part != null) {
			restoreState(this.whole);
			this.term.setEmpty().append(part);
			this.increment.setPositionIncrement(0);
			this.length.setPositionLength(1);
			this.keyword.setKeyword(hasDigit(part));
			return true;
		}
		if (!this.input.incrementToken()) {
			return false;
		}
		String text = this.term.toString();
		this.keyword.setKeyword(hasDigit(text));
		Set<String> found = knownPartsOf(text);
		this.length.setPositionLength(found.isEmpty() ? 1 : 2);
		if (!found.isEmpty()) {
			this.parts.addAll(found);
			this.whole = captureState();
		}
		return true;
	}

	@Override
	public void reset() throws IOException {
		super.reset();
		this.parts.clear();
		this.whole = null;
	}

	private Set<String> knownPartsOf(String text) {
		if (this.known.size() >= KNOWN_MAX) {
			this.known.clear();
		}
		return this.known.computeIfAbsent(text, IdentifierPartsFilter::partsOf);
	}

	/** The proper parts of an identifier; none when it is one word. */
	static Set<String> partsOf(String text) {
		if (text.length() > LENGTH_MAX || text.chars().noneMatch(Character::isLetter)) {
			return Set.of();
		}
		Set<String> parts = new LinkedHashSet<>();
		for (String segment : text.split("[^\\p{L}\\p{M}\\p{N}'’]+")) {
			parts.add(segment);
			addWordsTo(parts, segment);
		}
		parts.remove("");
		parts.remove(text);
		return parts;
	}

	/** Cuts where a capital follows a small letter, and before the last of capitals. */
	private static void addWordsTo(Set<String> parts, String segment) {
		int start = 0;
		for (int i = 1; i < segment.length(); i++) {
			boolean capital = Character.isUpperCase(segment.charAt(i));
			boolean afterSmall = !Character.isUpperCase(segment.charAt(i - 1))
					&& Character.isLetter(segment.charAt(i - 1));
			boolean beforeSmall = i + 1 < segment.length() && Character.isLowerCase(segment.charAt(i + 1));
			if (capital && (afterSmall || beforeSmall)) {
				parts.add(segment.substring(start, i));
				start = i;
			}
		}
		if (start > 0) {
			parts.add(segment.substring(start));
		}
	}

	private static boolean hasDigit(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isDigit(text.charAt(i))) {
				return true;
			}
		}
		return false;
	}

}
