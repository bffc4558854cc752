package io.mahavishnu.otel.cli;

/** What a stream holds, recognised by its first bytes, whatever its name says. */
enum InputFormat {

	/** Nothing but white space. */
	EMPTY,
	/** JSON: one value, or one a line. */
	JSON,
	/** One {@code ExportTraceServiceRequest} (or {@code TracesData}) in protobuf. */
	OTLP_PROTOBUF,
	/**
	 * Many of them, each after its length in 4 bytes, as the Collector's file exporter
	 * writes.
	 */
	OTLP_PROTOBUF_FRAMES,
	/** gzip of any of these. */
	GZIP,
	/** Something else. */
	UNKNOWN;

	/** How many bytes are looked at. */
	static final int HEAD_LENGTH = 4_096;

	private static final int RESOURCE_SPANS_TAG = 0x0a;

	private static final int BYTE_ORDER_MARK_LENGTH = 3;

	/** What a stream that begins like this holds. */
	static InputFormat recognise(byte[] head) {
		if (startsWith(head, 0, 0x1f, 0x8b)) {
			return GZIP;
		}
		// Every export has ids and tags below 0x20, which no text has; "\n{" alone could
		// be both.
		boolean text = isText(head);
		if (!text && startsWith(head, 0, RESOURCE_SPANS_TAG)) {
			return OTLP_PROTOBUF;
		}
		if (!text && head.length > 4 && head[0] >= 0 && head[0] < 0x10 && startsWith(head, 4, RESOURCE_SPANS_TAG)) {
			return OTLP_PROTOBUF_FRAMES;
		}
		return text ? recogniseText(head) : UNKNOWN;
	}

	/** How many bytes of a byte order mark a text begins with. */
	static int byteOrderMark(byte[] head) {
		return startsWith(head, 0, 0xef, 0xbb, 0xbf) ? BYTE_ORDER_MARK_LENGTH : 0;
	}

	private static InputFormat recogniseText(byte[] head) {
		for (int i = byteOrderMark(head); i < head.length; i++) {
			if (head[i] == '{' || head[i] == '[') {
				return JSON;
			}
			if (!isSpace(head[i])) {
				return UNKNOWN;
			}
		}
		return EMPTY;
	}

	private static boolean isText(byte[] head) {
		for (byte each : head) {
			if (each >= 0 && each < 0x20 && !isSpace(each)) {
				return false;
			}
		}
		return true;
	}

	static boolean isSpace(int each) {
		return each == ' ' || each == '\n' || each == '\r' || each == '\t';
	}

	private static boolean startsWith(byte[] head, int from, int... values) {
		if (head.length < from + values.length) {
			return false;
		}
		for (int i = 0; i < values.length; i++) {
			if (head[from + i] != (byte) values[i]) {
				return false;
			}
		}
		return true;
	}

}
