package io.mahavishnu.otel.cli;

import java.nio.charset.StandardCharsets;

/** What a request to the service is made of. */
enum ItemKind {

	/** A trace in simple JSON; a request holds a trace a line. */
	TRACE("application/x-ndjson", "", "\n", "\n"),
	/** An OTLP resource with its spans, in JSON. */
	RESOURCE_SPANS_JSON("application/json", "{\"resourceSpans\":[", ",", "]}"),
	/**
	 * An OTLP resource with its spans, in protobuf with its tag: exports are joined by
	 * concatenation.
	 */
	RESOURCE_SPANS_PROTOBUF("application/x-protobuf", "", "", "");

	private final String contentType;

	private final byte[] prefix;

	private final byte[] separator;

	private final byte[] suffix;

	ItemKind(String contentType, String prefix, String separator, String suffix) {
		this.contentType = contentType;
		this.prefix = prefix.getBytes(StandardCharsets.US_ASCII);
		this.separator = separator.getBytes(StandardCharsets.US_ASCII);
		this.suffix = suffix.getBytes(StandardCharsets.US_ASCII);
	}

	String contentType() {
		return this.contentType;
	}

	/** What a body begins with. */
	byte[] prefix() {
		return this.prefix.clone();
	}

	/** What stands between two items. */
	byte[] separator() {
		return this.separator.clone();
	}

	/** What a body ends with. */
	byte[] suffix() {
		return this.suffix.clone();
	}

}
