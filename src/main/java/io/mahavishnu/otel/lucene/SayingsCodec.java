package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.index.Saying;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.TraceText;
import io.mahavishnu.otel.passage.Utterance;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * What a trace says as bytes. The trace's shape knows the passages: of each only its
 * place among them, in the order of their ids, is written. Stateless.
 */
final class SayingsCodec {

	private SayingsCodec() {
	}

	static BytesRef encode(TraceText text) throws IOException {
		Map<PassageId, Integer> places = new HashMap<>();
		text.passages().stream().map((passage) -> passage.id()).sorted().forEach((id) -> places.put(id, places.size()));
		ByteBuffersDataOutput output = new ByteBuffersDataOutput();
		output.writeVInt(text.utterances().size());
		for (Utterance utterance : text.utterances()) {
			output.writeVInt(places.getOrDefault(utterance.passage().id(), 0));
			Span span = utterance.span();
			output.writeByte((byte) ((span != null) ? 1 : 0));
			if (span != null) {
				output.writeString(span.spanId().value());
				output.writeString(span.name());
			}
			output.writeString(utterance.service());
			output.writeString(utterance.words());
		}
		return new BytesRef(output.toArrayCopy());
	}

	/**
	 * What was written.
	 * @param passages the passages of the trace's shape, in any order
	 */
	static List<Saying> decode(BytesRef bytes, List<PassageId> passages) throws IOException {
		List<PassageId> places = passages.stream().sorted().toList();
		ByteArrayDataInput input = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
		int count = input.readVInt();
		List<Saying> sayings = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			PassageId passage = places.get(input.readVInt());
			boolean ofSpan = input.readByte() != 0;
			sayings.add(new Saying(passage, ofSpan ? new SpanId(input.readString()) : null,
					ofSpan ? input.readString() : null, input.readString(), input.readString()));
		}
		return sayings;
	}

}
