package io.mahavishnu.otel.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;

/**
 * An encoded request of which only ids and times are changed before it is sent again, so
 * that to make a request costs the sender nearly nothing. For use by one thread.
 */
final class Payload {

	private static final Pattern TOKENS = Pattern.compile("[0-9a-f]{16,}");

	/** Numbers of orders and the like, in any form: {@link Workload#ITEMS}. */
	private static final Pattern ITEMS = Pattern.compile("(?<![0-9a-f])[1-9][0-9]{6}(?![0-9a-f])");

	private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private final byte[] bytes;

	private final int spans;

	private final int traces;

	private final long traceIdStart;

	private final long traceIdEnd;

	private long mask;

	private final List<Place> places = new ArrayList<>();

	/**
	 * Encodes a request.
	 * @param head what stands before the body, given its length
	 */
	Payload(ExportTraceServiceRequest request, WireForm form, Head head) {
		Originals originals = new Originals();
		spansOf(request).forEach(originals::add);
		ByteBuffer traceId = spansOf(request).getFirst().getTraceId().asReadOnlyByteBuffer();
		this.traceIdStart = traceId.getLong();
		this.traceIdEnd = traceId.getLong();
		byte[] body = form.encode(request);
		byte[] start = head.before(body.length);
		this.bytes = ByteBuffer.allocate(start.length + body.length).put(start).put(body).array();
		this.traces = (form == WireForm.SIMPLE_TRACE) ? 1 : originals.traces.size();
		if (form == WireForm.OTLP_PROTOBUF) {
			findInProtobuf(originals, start.length);
		}
		else {
			findInText(originals, start.length);
		}
		findItems(start.length);
		this.spans = (form == WireForm.SIMPLE_TRACE) ? spansOfFirstTrace(request) : spansOf(request).size();
	}

	/** The bytes to send; the same array each time. */
	byte[] bytes() {
		return this.bytes;
	}

	/** The id of its first trace, in hexadecimal. */
	String traceId() {
		return HexFormat.of().toHexDigits(this.traceIdStart ^ this.mask) + HexFormat.of().toHexDigits(this.traceIdEnd);
	}

	int spans() {
		return this.spans;
	}

	int traces() {
		return this.traces;
	}

	/**
	 * Makes it a request of other traces at another time.
	 * @param number one that was not used before
	 * @param laterNanos how much later its spans are than at first
	 */
	void renumber(long number, long laterNanos) {
		this.mask = mixed(number);
		for (Place place : this.places) {
			switch (place) {
				case Place.BinaryId(int at, long original) -> put(at, original ^ this.mask);
				case Place.HexId(int at, long original) -> putHex(at, original ^ this.mask);
				case Place.BinaryTime(int at, long original) -> put(at, Long.reverseBytes(original + laterNanos));
				case Place.DecimalTime(int at, int digits, long unitNanos, long original) ->
					putDecimal(at, digits, (original + laterNanos) / unitNanos);
				case Place.Item(int at, int original) ->
					putDecimal(at, 7, Workload.ITEMS + Math.floorMod(original + (int) this.mask, 9 * Workload.ITEMS));
			}
		}
	}

	static List<Span> spansOf(ExportTraceServiceRequest request) {
		return request.getResourceSpansList()
			.stream()
			.flatMap((resource) -> resource.getScopeSpansList().stream())
			.flatMap((scope) -> scope.getSpansList().stream())
			.toList();
	}

	private static int spansOfFirstTrace(ExportTraceServiceRequest request) {
		List<Span> spans = spansOf(request);
		return (int) spans.stream().filter((span) -> span.getTraceId().equals(spans.getFirst().getTraceId())).count();
	}

	private void findInProtobuf(Originals originals, int from) {
		ByteBuffer buffer = ByteBuffer.wrap(this.bytes);
		for (int at = from; at + Long.BYTES <= this.bytes.length; at++) {
			long value = buffer.getLong(at);
			if (originals.ids.contains(value)) {
				this.places.add(new Place.BinaryId(at, value));
			}
			else if (originals.times.contains(Long.reverseBytes(value))) {
				this.places.add(new Place.BinaryTime(at, Long.reverseBytes(value)));
			}
		}
	}

	private void findInText(Originals originals, int from) {
		Matcher token = TOKENS.matcher(new String(this.bytes, StandardCharsets.ISO_8859_1));
		token.region(from, this.bytes.length);
		while (token.find()) {
			String text = token.group();
			Place.DecimalTime time = originals.decimals.get(text);
			if (time != null) {
				this.places.add(new Place.DecimalTime(token.start(), time.digits(), time.unitNanos(), time.original()));
			}
			else if (text.length() == 16 || text.length() == 32) {
				long id = Long.parseUnsignedLong(text, 0, 16, 16);
				if (originals.ids.contains(id)) {
					this.places.add(new Place.HexId(token.start(), id));
				}
			}
		}
	}

	private void findItems(int from) {
		Matcher token = ITEMS.matcher(new String(this.bytes, StandardCharsets.ISO_8859_1));
		token.region(from, this.bytes.length);
		while (token.find()) {
			this.places.add(new Place.Item(token.start(), Integer.parseInt(token.group())));
		}
	}

	private void put(int at, long value) {
		for (int i = 0; i < Long.BYTES; i++) {
			this.bytes[at + i] = (byte) (value >>> (56 - 8 * i));
		}
	}

	private void putHex(int at, long value) {
		for (int i = 0; i < 16; i++) {
			this.bytes[at + i] = DIGITS[(int) (value >>> (60 - 4 * i)) & 0xf];
		}
	}

	private void putDecimal(int at, int digits, long value) {
		long rest = value;
		for (int i = digits - 1; i >= 0; i--) {
			this.bytes[at + i] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
	}

	/** The finaliser of SplitMix64: other numbers give other masks. */
	private static long mixed(long number) {
		long z = (number + 1) * 0x9e3779b97f4a7c15L;
		z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
		z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
		return z ^ (z >>> 31);
	}

	/** What stands before a body. */
	interface Head {

		/** Nothing. */
		Head NONE = (_) -> new byte[0];

		byte[] before(int bodyLength);

	}

	/** Where something is written anew. */
	private sealed interface Place {

		record BinaryId(int at, long original) implements Place {

		}

		record HexId(int at, long original) implements Place {

		}

		record BinaryTime(int at, long original) implements Place {

		}

		record Item(int at, int original) implements Place {

		}

		record DecimalTime(int at, int digits, long unitNanos, long original) implements Place {

		}

	}

	/** What is looked for: of the ids of traces their first half. */
	private static final class Originals {

		private final Set<Long> ids = new HashSet<>();

		private final Set<Long> traces = new HashSet<>();

		private final Set<Long> times = new HashSet<>();

		private final Map<String, Place.DecimalTime> decimals = new HashMap<>();

		void add(Span span) {
			this.traces.add(firstHalf(span.getTraceId()));
			this.ids.add(firstHalf(span.getTraceId()));
			this.ids.add(firstHalf(span.getSpanId()));
			if (!span.getParentSpanId().isEmpty()) {
				this.ids.add(firstHalf(span.getParentSpanId()));
			}
			time(span.getStartTimeUnixNano());
			time(span.getEndTimeUnixNano());
			span.getEventsList().forEach((event) -> time(event.getTimeUnixNano()));
		}

		private void time(long nanos) {
			this.times.add(nanos);
			String text = Long.toString(nanos);
			this.decimals.put(text, new Place.DecimalTime(0, text.length(), 1, nanos));
			String micros = Long.toString(nanos / 1000);
			this.decimals.put(micros, new Place.DecimalTime(0, micros.length(), 1000, nanos));
		}

		private static long firstHalf(ByteString id) {
			return id.asReadOnlyByteBuffer().getLong();
		}

	}

}
