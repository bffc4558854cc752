package io.mahavishnu.otel.lucene;

import java.util.ArrayList;
import java.util.List;

import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.BytesRef;

/**
 * Locations as bytes: for each range the gap to the end of the one before and its own
 * length, as variable-length integers (seven bits a byte, the lowest first).
 */
final class LocationCodec {

	private static final int VLONG_BYTES_MAX = 9;

	private LocationCodec() {
	}

	static BytesRef encode(SpanLocations locations) {
		BytesRef bytes = new BytesRef(locations.ranges().size() * 2 * VLONG_BYTES_MAX);
		long end = 0;
		for (SpanLocations.Range range : locations.ranges()) {
			append(bytes, range.first().value() - end);
			append(bytes, range.last().value() - range.first().value());
			end = range.last().value();
		}
		return bytes;
	}

	static SpanLocations decode(BytesRef bytes) {
		ByteArrayDataInput input = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
		List<SpanLocations.Range> ranges = new ArrayList<>();
		long end = 0;
		while (!input.eof()) {
			long first = end + input.readVLong();
			end = first + input.readVLong();
			ranges.add(new SpanLocations.Range(new LogPosition(first), new LogPosition(end)));
		}
		return new SpanLocations(ranges);
	}

	private static void append(BytesRef bytes, long value) {
		long rest = value;
		while (rest > 0x7f) {
			bytes.bytes[bytes.length++] = (byte) (rest & 0x7f | 0x80);
			rest >>>= 7;
		}
		bytes.bytes[bytes.length++] = (byte) rest;
	}

}
