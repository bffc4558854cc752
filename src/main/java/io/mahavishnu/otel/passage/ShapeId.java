package io.mahavishnu.otel.passage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The id of a shape: 128 bits of a SHA-256 over the ordered set of the trace's (service,
 * passage) pairs. Traces of one shape say the same things, in any order and number.
 *
 * @param value 32 hexadecimal digits
 */
public record ShapeId(String value) implements Comparable<ShapeId> {

	private static final int HEX_LENGTH = 32;

	/** The shape of a trace that says these things. */
	static ShapeId of(Collection<Utterance> utterances) {
		SortedSet<String> pairs = utterances.stream()
			.map((each) -> each.passage().id().toHex() + each.service())
			.collect(Collectors.toCollection(TreeSet::new));
		MessageDigest digest = PassageId.sha256();
		for (String pair : pairs) {
			byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
			// The length tells where a pair ends, so that no two sets are written alike.
			digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
			digest.update(bytes);
		}
		return new ShapeId(HexFormat.of().formatHex(digest.digest()).substring(0, HEX_LENGTH));
	}

	@Override
	public int compareTo(ShapeId other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
