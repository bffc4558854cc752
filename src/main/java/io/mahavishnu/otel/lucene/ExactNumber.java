package io.mahavishnu.otel.lucene;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.mahavishnu.otel.filter.Operator;
import org.apache.lucene.document.BinaryPoint;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;
import org.apache.lucene.util.StringHelper;

/**
 * A number that is a {@code long} or a {@code double}, exactly, so that both kinds have
 * one order: the nearest double, and how far the number lies above it. A point of two
 * dimensions holds a hash of whose number it is and the number, so that the numbers of
 * all attributes lie in one field, those of an attribute beside one another.
 *
 * @param nearest the nearest double; neither NaN nor a negative zero
 * @param rest the number less the nearest double, which half the distance of two doubles
 * bounds: 512 of a long
 */
record ExactNumber(double nearest, short rest) {

	private static final String FIELD = "attribute-number";

	private static final int BYTES = Double.BYTES + Short.BYTES;

	private static final double TWO_TO_63 = 0x1p63;

	static ExactNumber of(long value) {
		double nearest = value;
		long rest = (nearest == TWO_TO_63) ? value - Long.MAX_VALUE - 1 : value - (long) nearest;
		return new ExactNumber(nearest, (short) rest);
	}

	static ExactNumber of(double value) {
		return new ExactNumber(value + 0.0, (short) 0);
	}

	/** The number of some attribute as a point. */
	IndexableField point(String attribute) {
		return new BinaryPoint(FIELD, hash(attribute), bytes());
	}

	/** The numbers of some attribute that are less, or greater, as said. */
	Query compared(Operator operator, String attribute) {
		byte[] least = new byte[BYTES];
		byte[] greatest = new byte[BYTES];
		Arrays.fill(greatest, (byte) 0xff);
		byte[] hash = hash(attribute);
		return switch (operator) {
			case LESS -> between(hash, least, moved(-1));
			case LESS_OR_EQUAL -> between(hash, least, bytes());
			case GREATER -> between(hash, moved(1), greatest);
			case GREATER_OR_EQUAL -> between(hash, bytes(), greatest);
			case EQUAL, NOT_EQUAL, STARTS_WITH -> throw new IllegalArgumentException(operator + " gives no order");
		};
	}

	private static Query between(byte[] hash, byte[] min, byte[] max) {
		return BinaryPoint.newRangeQuery(FIELD, new byte[][] { hash, min }, new byte[][] { hash, max });
	}

	private byte[] bytes() {
		return moved(0);
	}

	/** The next number that can be written, up or down; the rest leaves room for it. */
	private byte[] moved(int by) {
		byte[] bytes = new byte[BYTES];
		NumericUtils.longToSortableBytes(NumericUtils.doubleToSortableLong(this.nearest), bytes, 0);
		ByteBuffer.wrap(bytes).putShort(Double.BYTES, (short) (this.rest + by - Short.MIN_VALUE));
		return bytes;
	}

	private static byte[] hash(String attribute) {
		long[] hash = StringHelper.murmurhash3_x64_128(new BytesRef(attribute));
		return ByteBuffer.allocate(BYTES).putLong(hash[0]).putShort((short) hash[1]).array();
	}

	@Override
	public String toString() {
		return (this.rest == 0) ? Double.toString(this.nearest) : this.nearest + ":" + this.rest;
	}

}
