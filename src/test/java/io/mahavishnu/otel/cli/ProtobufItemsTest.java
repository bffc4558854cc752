package io.mahavishnu.otel.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProtobufItemsTest {

	@Test
	void next_givesEachResource_withItsSpansCounted() throws IOException {
		byte[] file = OtlpSamples.concat(OtlpSamples.export(2), OtlpSamples.export(300));
		List<byte[]> contents = new ArrayList<>();
		assertThat(items(file, InputFormat.OTLP_PROTOBUF, contents)).containsExactly("2", "300");
		assertThat(OtlpSamples.concat(contents.toArray(byte[][]::new))).isEqualTo(file);
	}

	@Test
	void next_passesOverOtherFields() throws IOException {
		byte[] other = { 0x10, 5, 0x19, 1, 2, 3, 4, 5, 6, 7, 8, 0x22, 2, 9, 9, 0x2d, 1, 2, 3, 4 };
		byte[] file = OtlpSamples.concat(OtlpSamples.export(1), other, OtlpSamples.export(2));
		assertThat(items(file, InputFormat.OTLP_PROTOBUF, new ArrayList<>())).containsExactly("1", "2");
	}

	@Test
	void next_readsTheFramesOfTheCollector() throws IOException {
		byte[] file = OtlpSamples.framed(OtlpSamples.export(3), new byte[0], OtlpSamples.export(4));
		assertThat(items(file, InputFormat.OTLP_PROTOBUF_FRAMES, new ArrayList<>())).containsExactly("3", "4");
	}

	@Test
	void next_saysThatAFileIsCutOff_whereverThatIs() throws IOException {
		byte[] file = OtlpSamples.export(2);
		for (int length = 1; length < file.length; length++) {
			assertThat(items(Arrays.copyOf(file, length), InputFormat.OTLP_PROTOBUF, new ArrayList<>()))
				.as("%d bytes", length)
				.containsExactly("the file ends in the middle of an export");
		}
	}

	@Property
	void next_endsAndThrowsNothing_whateverItReads(@ForAll byte[] bytes) throws IOException {
		assertThat(items(bytes, InputFormat.OTLP_PROTOBUF, new ArrayList<>()).size()).isLessThanOrEqualTo(bytes.length);
	}

	private static List<String> items(byte[] file, InputFormat format, List<byte[]> contents) throws IOException {
		ProtobufItems items = new ProtobufItems(new ByteArrayInputStream(file), 1 << 20, format);
		List<String> all = new ArrayList<>();
		while (items.next()) {
			all.add(items.fault().isEmpty() ? Integer.toString(items.spans()) : items.fault());
			contents.add(Arrays.copyOf(items.content().array(), items.content().length()));
		}
		return all;
	}

}
