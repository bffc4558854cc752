package io.mahavishnu.otel.receive;

import java.io.IOException;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;

/**
 * Counts the values of a protobuf message without decoding it: whatever can come any
 * number of times, at any depth, and fields that nobody knows, since a decoded message
 * keeps those too. Stateless.
 */
final class ProtobufValues {

	/** Protobuf refuses deeper messages when it decodes them. */
	private static final int DEPTH_MAX = 100;

	private ProtobufValues() {
	}

	/**
	 * How many values a message has.
	 * @param message the message's bytes
	 * @param type what it is
	 * @throws IOException when it is no message
	 */
	static long count(ByteString message, Descriptor type) throws IOException {
		return count(message.newCodedInput(), type, 1);
	}

	private static long count(CodedInputStream in, Descriptor type, int depth) throws IOException {
		long values = 0;
		for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
			FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
			if (field == null || field.isRepeated()) {
				values++;
			}
			switch (WireFormat.getTagWireType(tag)) {
				case WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
					int around = in.pushLimit(in.readRawVarint32());
					if (field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth < DEPTH_MAX) {
						values += count(in, field.getMessageType(), depth + 1);
					}
					else {
						in.skipRawBytes(in.getBytesUntilLimit());
					}
					in.popLimit(around);
				}
				// What is in a group is counted as if it were not.
				case WireFormat.WIRETYPE_START_GROUP, WireFormat.WIRETYPE_END_GROUP -> {
				}
				default -> in.skipField(tag);
			}
		}
		return values;
	}

}
