package io.mahavishnu.otel.passage;

/**
 * The id of a shape: 128 bits of a SHA-256 over the ordered set of the trace's (service,
 * passage) pairs. Traces of one shape say the same things, in any order and number.
 *
 * @param value 32 hexadecimal digits
 */
public record ShapeId(String value) implements Comparable<ShapeId> {

	@Override
	public int compareTo(ShapeId other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
