package io.mahavishnu.otel.lucene;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.mahavishnu.otel.passage.PassageId;
import org.apache.lucene.util.BytesRef;

/** Passage ids as 16 bytes, one by one or in a row. */
final class PassageKeys {

	private static final int LENGTH = 2 * Long.BYTES;

	private PassageKeys() {
	}

	static BytesRef encode(PassageId id) {
		return encode(List.of(id));
	}

	static BytesRef encode(Collection<PassageId> ids) {
		ByteBuffer bytes = ByteBuffer.allocate(ids.size() * LENGTH);
		ids.forEach((id) -> bytes.putLong(id.high()).putLong(id.low()));
		return new BytesRef(bytes.array());
	}

	static PassageId decodeOne(BytesRef bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
		return new PassageId(buffer.getLong(), buffer.getLong());
	}

	static List<PassageId> decode(BytesRef bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
		List<PassageId> ids = new ArrayList<>(bytes.length / LENGTH);
		while (buffer.hasRemaining()) {
			ids.add(new PassageId(buffer.getLong(), buffer.getLong()));
		}
		return ids;
	}

}
