package io.mahavishnu.otel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * The traces of a stream of JSON: traces one after the other or one a line, in an array
 * or under {@code traces}; OTLP objects, one or many, whose {@code resourceSpans} become
 * items of their own, so that the largest export never lies in memory whole. After a
 * fault, reading goes on at the next line that begins with a brace or a bracket, as every
 * line of NDJSON does and no inner line of an indented document.
 */
final class JsonItems implements Items {

	private final ByteReader reader;

	private final Bytes content;

	private final JsonScanner scanner;

	private final Deque<Level> levels = new ArrayDeque<>();

	private ItemKind kind = ItemKind.TRACE;

	private String fault = "";

	private long ordinal;

	private long line;

	/** What the next value lies in. */
	private enum Level {

		/** An array of values, each of which is what it would be alone. */
		VALUES,
		/** The array of an OTLP object. */
		RESOURCE_SPANS,
		/** The array of {@code {"traces": […]}}. */
		TRACES,
		/** An object behind its wrapped array. */
		REST

	}

	JsonItems(InputStream in, int itemBytesMax) {
		this.reader = new ByteReader(in);
		this.content = new Bytes(itemBytesMax);
		this.scanner = new JsonScanner(this.reader, this.content);
	}

	@Override
	public boolean next() throws IOException {
		while (true) {
			this.fault = "";
			this.content.clear();
			Level level = this.levels.peek();
			if (level == Level.REST) {
				this.levels.pop();
				if (isItem(this.scanner.scanRest(), Level.REST)) {
					return true;
				}
				continue;
			}
			int each = this.reader.readPastSpace();
			if (each == ByteReader.END) {
				return cutOff();
			}
			if (level != null && each == ',') {
				continue;
			}
			if (level != null && each == ']') {
				this.levels.pop();
			}
			else if (level == null && each == '[') {
				this.levels.push(Level.VALUES);
			}
			else if (element(each, level)) {
				return true;
			}
		}
	}

	@Override
	public String fault() {
		return this.fault;
	}

	@Override
	public ItemKind kind() {
		return this.kind;
	}

	@Override
	public Bytes content() {
		return this.content;
	}

	@Override
	public int spans() {
		return (this.kind == ItemKind.RESOURCE_SPANS_JSON) ? this.scanner.spans() : 0;
	}

	@Override
	public String place() {
		String what = (this.kind == ItemKind.TRACE) ? "trace " : "resource ";
		return what + this.ordinal + ", line " + this.line;
	}

	private boolean element(int first, @Nullable Level level) throws IOException {
		this.line = this.reader.line();
		this.kind = (level == Level.RESOURCE_SPANS) ? ItemKind.RESOURCE_SPANS_JSON : ItemKind.TRACE;
		boolean wrapped = level == Level.RESOURCE_SPANS || level == Level.TRACES;
		if (first == '{') {
			JsonScanner.Wrappers wrappers = wrapped ? JsonScanner.Wrappers.NONE : JsonScanner.Wrappers.KNOWN;
			return isItem(this.scanner.scan(first, wrappers), level);
		}
		this.ordinal++;
		return recover("it is not a JSON object");
	}

	/** Whether what was met is an item, faulty or not; else reading goes on. */
	private boolean isItem(JsonScanner.Met met, @Nullable Level level) throws IOException {
		switch (met) {
			case WRAPPED_ARRAY -> {
				this.levels.push(Level.REST);
				this.levels
					.push(this.scanner.key().equals(JsonScanner.RESOURCE_SPANS) ? Level.RESOURCE_SPANS : Level.TRACES);
				return false;
			}
			case VALUE -> {
				if (level == Level.REST) {
					return false;
				}
				this.ordinal++;
				if (this.content.isOverflown()) {
					this.fault = "it is larger than --trace-max allows";
				}
				return true;
			}
			case FAULT -> {
				this.ordinal++;
				return recover(this.scanner.fault());
			}
			case END -> {
				this.levels.push(Level.VALUES);
				return cutOff();
			}
		}
		throw new IllegalStateException(met.name());
	}

	/** At the end of the stream: whether something was cut off by it. */
	private boolean cutOff() {
		if (this.levels.isEmpty()) {
			return false;
		}
		this.levels.clear();
		this.ordinal++;
		this.line = this.reader.line();
		this.fault = "the file ends in the middle of it";
		return true;
	}

	/** Skips what cannot be read. */
	private boolean recover(String why) throws IOException {
		this.fault = why;
		this.levels.clear();
		int each = 0;
		while (each != ByteReader.END && !this.reader.startsLineOfJson()) {
			each = this.reader.read();
		}
		if (each != ByteReader.END) {
			this.reader.unread();
		}
		return true;
	}

}
