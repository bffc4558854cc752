package io.mahavishnu.otel.index;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;

/** Cuts what is too long for a list. Stateless. */
final class OutlineSize {

	private OutlineSize() {
	}

	/** A text, cut where its UTF-8 is longer than a size; characters stay whole. */
	static String cut(String text, long bytesMax) {
		if (text.length() * 3L <= bytesMax || text.getBytes(StandardCharsets.UTF_8).length <= bytesMax) {
			return text;
		}
		long bytes = 0;
		int end = 0;
		while (end < text.length()) {
			int codePoint = text.codePointAt(end);
			bytes += utf8Length(codePoint);
			if (bytes > bytesMax) {
				break;
			}
			end += Character.charCount(codePoint);
		}
		return text.substring(0, end);
	}

	/**
	 * Attributes, without those that do not fit into a size any more; smaller ones that
	 * follow may still fit.
	 */
	static Attributes cut(Attributes attributes, long bytesMax) {
		if (bytesMax == Long.MAX_VALUE) {
			return attributes;
		}
		Map<String, AttributeValue> kept = new LinkedHashMap<>();
		long bytes = 0;
		for (Map.Entry<String, AttributeValue> entry : attributes.values().entrySet()) {
			long more = size(entry.getKey()) + size(entry.getValue().asText());
			if (bytes + more <= bytesMax) {
				bytes += more;
				kept.put(entry.getKey(), entry.getValue());
			}
		}
		return (kept.size() == attributes.size()) ? attributes : Attributes.of(kept);
	}

	private static long size(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	private static int utf8Length(int codePoint) {
		if (codePoint < 0x80) {
			return 1;
		}
		if (codePoint < 0x800) {
			return 2;
		}
		return (codePoint < 0x10000) ? 3 : 4;
	}

}
