package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

import io.mahavishnu.otel.index.TraceOutline;
import io.mahavishnu.otel.trace.AttributeJson;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Outlines as bytes, without the trace's id: numbers of variable length, texts in UTF-8,
 * attributes as JSON. What is written is read back equal. Stateless.
 */
final class OutlineCodec {

	private static final int NESTING_MAX = 1_000;

	private static final JsonFactory JSON = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(NESTING_MAX)
			.maxStringLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.build())
		.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(NESTING_MAX).build())
		.build();

	private static final byte CONTENT_CUT = 1;

	private static final byte ATTRIBUTES_CUT = 2;

	private OutlineCodec() {
	}

	static BytesRef encode(TraceOutline outline) throws IOException {
		ByteBuffersDataOutput output = new ByteBuffersDataOutput();
		output.writeByte(
				(byte) ((outline.contentCut() ? CONTENT_CUT : 0) | (outline.attributesCut() ? ATTRIBUTES_CUT : 0)));
		output.writeString(outline.systemId());
		output.writeString(outline.content());
		output.writeZLong(outline.startEpochNanos());
		output.writeZLong(outline.durationNanos());
		output.writeVInt(outline.spanCount());
		output.writeVInt(outline.errorCount());
		output.writeVInt(outline.missingStarts());
		output.writeVInt(outline.reversedEnds());
		writeStrings(output, outline.services());
		output.writeString(outline.rootName());
		output.writeString(written(outline.attributes()));
		if (outline.futureStarts() > 0) {
			output.writeVInt(outline.futureStarts());
		}
		return new BytesRef(output.toArrayCopy());
	}

	static TraceOutline decode(TraceId id, BytesRef bytes) throws IOException {
		ByteArrayDataInput input = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
		byte cuts = input.readByte();
		String systemId = input.readString();
		String content = input.readString();
		long startEpochNanos = input.readZLong();
		long durationNanos = input.readZLong();
		int spanCount = input.readVInt();
		int errorCount = input.readVInt();
		int missingStarts = input.readVInt();
		int reversedEnds = input.readVInt();
		List<String> services = readStrings(input);
		String rootName = input.readString();
		Attributes attributes = attributes(input.readString());
		// left out where there are none, as in what was written before there were any
		int futureStarts = input.eof() ? 0 : input.readVInt();
		return new TraceOutline(id, systemId, content, (cuts & CONTENT_CUT) != 0, startEpochNanos, durationNanos,
				spanCount, errorCount, services, rootName, attributes, (cuts & ATTRIBUTES_CUT) != 0, missingStarts,
				reversedEnds, futureStarts);
	}

	private static void writeStrings(DataOutput output, List<String> texts) throws IOException {
		output.writeVInt(texts.size());
		for (String text : texts) {
			output.writeString(text);
		}
	}

	private static List<String> readStrings(DataInput input) throws IOException {
		int count = input.readVInt();
		List<String> texts = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			texts.add(input.readString());
		}
		return texts;
	}

	private static String written(Attributes attributes) {
		StringWriter text = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
			AttributeJson.write(json, attributes);
		}
		return text.toString();
	}

	private static Attributes attributes(String text) {
		try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
			json.nextToken();
			return AttributeJson.readAttributes(json);
		}
	}

}
