package io.mahavishnu.otel.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The resource spans of OTLP in protobuf: field 1 of each
 * {@code ExportTraceServiceRequest}. Other fields are passed over.
 */
final class ProtobufItems implements Items {

	private static final int RESOURCE_SPANS_TAG = 0x0a;

	private final InputStream in;

	private final Bytes content;

	private final boolean framed;

	private final byte[] buffer = new byte[16 * 1024];

	private long frameLeft;

	private int ordinal;

	private int spans;

	private String fault = "";

	private boolean ended;

	ProtobufItems(InputStream in, int itemBytesMax, InputFormat format) {
		this.in = in;
		this.content = new Bytes(itemBytesMax);
		this.framed = format == InputFormat.OTLP_PROTOBUF_FRAMES;
		this.frameLeft = this.framed ? 0 : Long.MAX_VALUE;
	}

	@Override
	public boolean next() throws IOException {
		this.fault = "";
		this.spans = 0;
		this.content.clear();
		while (!this.ended) {
			try {
				if (!openFrame()) {
					return false;
				}
				int first = (this.framed) ? need() : this.in.read();
				if (first < 0) {
					return false;
				}
				if (first == RESOURCE_SPANS_TAG) {
					readResourceSpans();
					return true;
				}
				skipField(first);
			}
			catch (EOFException cutOff) {
				return broken("the file ends in the middle of an export");
			}
		}
		return false;
	}

	@Override
	public String fault() {
		return this.fault;
	}

	@Override
	public ItemKind kind() {
		return ItemKind.RESOURCE_SPANS_PROTOBUF;
	}

	@Override
	public Bytes content() {
		return this.content;
	}

	@Override
	public int spans() {
		return this.spans;
	}

	@Override
	public String place() {
		return "resource " + this.ordinal;
	}

	private boolean openFrame() throws IOException {
		while (this.framed && this.frameLeft == 0) {
			int first = this.in.read();
			if (first < 0) {
				return false;
			}
			this.frameLeft = 3;
			this.frameLeft = (long) first << 24 | (long) need() << 16 | (long) need() << 8 | need();
		}
		return true;
	}

	private void readResourceSpans() throws IOException {
		this.ordinal++;
		long length = varint();
		this.content.add(RESOURCE_SPANS_TAG);
		addVarint(length);
		int start = this.content.length();
		if (length < 0 || length > this.frameLeft) {
			throw new EOFException();
		}
		long left = length;
		while (left > 0) {
			int count = this.in.read(this.buffer, 0, (int) Math.min(left, this.buffer.length));
			if (count < 0) {
				throw new EOFException();
			}
			this.content.add(this.buffer, 0, count);
			left -= count;
			this.frameLeft -= count;
		}
		if (this.content.isOverflown()) {
			this.fault = "it has " + Figures.bytes(length) + ", more than --trace-max allows";
		}
		else {
			this.spans = ProtobufFields.countSpans(this.content.array(), start, this.content.length());
		}
	}

	private void skipField(int firstOfTag) throws IOException {
		long tag = (firstOfTag & 0x80) == 0 ? firstOfTag : (firstOfTag & 0x7f) | varint() << 7;
		switch ((int) (tag & 7)) {
			case 0 -> varint();
			case 1 -> skip(8);
			case 2 -> skip(varint());
			case 5 -> skip(4);
			default -> throw new EOFException();
		}
	}

	private void skip(long count) throws IOException {
		if (count < 0 || count > this.frameLeft) {
			throw new EOFException();
		}
		this.in.skipNBytes(count);
		this.frameLeft -= count;
	}

	private long varint() throws IOException {
		long value = 0;
		for (int shift = 0; shift < 64; shift += 7) {
			int each = need();
			value |= (long) (each & 0x7f) << shift;
			if (each < 0x80) {
				return value;
			}
		}
		throw new EOFException();
	}

	private void addVarint(long value) {
		long left = value;
		while ((left & ~0x7fL) != 0) {
			this.content.add((int) (left & 0x7f | 0x80));
			left >>>= 7;
		}
		this.content.add((int) left);
	}

	private int need() throws IOException {
		int value = (this.frameLeft > 0) ? this.in.read() : -1;
		if (value < 0) {
			throw new EOFException();
		}
		this.frameLeft--;
		return value;
	}

	private boolean broken(String why) {
		this.fault = why;
		this.ended = true;
		this.ordinal = Math.max(1, this.ordinal);
		this.content.clear();
		return true;
	}

}
