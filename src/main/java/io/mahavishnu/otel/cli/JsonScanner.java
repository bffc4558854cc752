package io.mahavishnu.otel.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Copies one JSON value from a stream without the white space between its tokens, byte
 * for byte otherwise, so that no number loses a digit. It checks no more of the grammar
 * than it needs to notice where a value that was cut off ends: the service checks the
 * rest. Not thread-safe.
 */
final class JsonScanner {

	static final String RESOURCE_SPANS = "resourceSpans";

	static final String TRACES = "traces";

	private static final Set<String> KEYS_OF_A_TRACE = Set.of("trace_id", "spans");

	private static final int DEPTH_MAX = 1_000;

	private static final int SCALAR = 's';

	/**
	 * In an element of {@code resourceSpans}: element, scopeSpans, its element, spans.
	 */
	private static final int DEPTH_OF_SPANS = 4;

	private final ByteReader reader;

	private final Bytes content;

	private final byte[] containers = new byte[DEPTH_MAX + 1];

	private int depth;

	private int previous;

	private boolean spaceSince;

	private boolean trace;

	private String key = "";

	private int spans;

	private String fault = "";

	/** What was met. */
	enum Met {

		/** The end of the value. */
		VALUE,
		/**
		 * In the value's first level, the array of {@link #RESOURCE_SPANS} or
		 * {@link #TRACES}.
		 */
		WRAPPED_ARRAY,
		/** Something that cannot follow. */
		FAULT,
		/** The end of the stream. */
		END

	}

	/** Which arrays of a value's first level are read element by element. */
	enum Wrappers {

		KNOWN, NONE

	}

	JsonScanner(ByteReader reader, Bytes content) {
		this.reader = reader;
		this.content = content;
	}

	/** Copies the value that begins with the given byte, which was read already. */
	Met scan(int first, Wrappers wrappers) throws IOException {
		this.depth = 0;
		this.previous = 0;
		this.spans = 0;
		this.trace = false;
		return scanFrom(first, wrappers);
	}

	/** Goes on in an object behind a wrapped array. */
	Met scanRest() throws IOException {
		this.depth = 1;
		this.containers[1] = '{';
		this.previous = ']';
		this.trace = false;
		return scanFrom(this.reader.readPastSpace(), Wrappers.KNOWN);
	}

	/** The key under which the wrapped array lies. */
	String key() {
		return this.key;
	}

	/** How many objects lie where an OTLP resource has its spans. */
	int spans() {
		return this.spans;
	}

	/** What is wrong after {@link Met#FAULT}. */
	String fault() {
		return this.fault;
	}

	private Met scanFrom(int first, Wrappers wrappers) throws IOException {
		this.spaceSince = false;
		for (int each = first; each != ByteReader.END; each = this.reader.read()) {
			if (InputFormat.isSpace(each)) {
				this.spaceSince = true;
				continue;
			}
			Met met = token(each, wrappers);
			if (met != null) {
				return met;
			}
			this.spaceSince = false;
		}
		return Met.END;
	}

	private @Nullable Met token(int each, Wrappers wrappers) throws IOException {
		switch (each) {
			case ',', ':' -> keep(each);
			case '}', ']' -> {
				return close(each);
			}
			case '"' -> {
				return startsValue() ? string() : unexpected(each);
			}
			case '{', '[' -> {
				return startsValue() && !expectsKey() ? open(each, wrappers) : unexpected(each);
			}
			default -> {
				boolean goesOn = this.previous == SCALAR && !this.spaceSince;
				if (!goesOn && (!startsValue() || expectsKey())) {
					return unexpected(each);
				}
				this.content.add(each);
				this.previous = SCALAR;
				return null;
			}
		}
		return null;
	}

	private @Nullable Met open(int each, Wrappers wrappers) {
		if (wrappers == Wrappers.KNOWN && this.depth == 1 && each == '[' && this.previous == ':' && !this.trace
				&& (this.key.equals(RESOURCE_SPANS) || this.key.equals(TRACES))) {
			return Met.WRAPPED_ARRAY;
		}
		if (this.depth == DEPTH_OF_SPANS && each == '{' && this.containers[DEPTH_OF_SPANS] == '[') {
			this.spans++;
		}
		if (this.depth == DEPTH_MAX) {
			this.fault = "it is nested deeper than " + DEPTH_MAX;
			return Met.FAULT;
		}
		this.containers[++this.depth] = (byte) each;
		keep(each);
		return null;
	}

	private @Nullable Met close(int each) {
		if (this.depth == 0 || this.containers[this.depth] != ((each == '}') ? '{' : '[')) {
			return unexpected(each);
		}
		this.depth--;
		keep(each);
		return (this.depth == 0) ? Met.VALUE : null;
	}

	private @Nullable Met string() throws IOException {
		boolean isKey = this.depth == 1 && expectsKey();
		int start = this.content.length();
		keep('"');
		int each;
		do {
			this.reader.copyPlainString(this.content);
			each = this.reader.read();
			if (each == ByteReader.END) {
				return Met.END;
			}
			if (each == '\n') {
				this.fault = "a string is not closed at the end of its line";
				return Met.FAULT;
			}
			this.content.add(each);
			if (each == '\\') {
				this.content.add(Math.max(0, this.reader.read()));
			}
		}
		while (each != '"');
		if (isKey && !this.content.isOverflown()) {
			this.key = new String(this.content.array(), start + 1, this.content.length() - start - 2,
					StandardCharsets.UTF_8);
			this.trace |= KEYS_OF_A_TRACE.contains(this.key);
		}
		return (this.depth == 0) ? Met.VALUE : null;
	}

	private void keep(int each) {
		this.content.add(each);
		this.previous = each;
	}

	private boolean startsValue() {
		return this.previous == 0 || this.previous == ',' || this.previous == ':' || this.previous == '{'
				|| this.previous == '[';
	}

	private boolean expectsKey() {
		return this.depth > 0 && this.containers[this.depth] == '{' && this.previous != ':';
	}

	private Met unexpected(int each) {
		String shown = TerminalText.safe(String.valueOf((char) each));
		this.fault = "it is not JSON: unexpected '" + shown + "' in line " + this.reader.line();
		return Met.FAULT;
	}

}
