package io.mahavishnu.otel.cli;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class InputFormatTest {

	static Stream<Arguments> heads() {
		byte[] export = OtlpSamples.export(1);
		return Stream.of(arguments("one trace", utf8("{\"trace_id\":\"a\"}"), InputFormat.JSON),
				arguments("an array after white space", utf8(" \r\n\t[{}]"), InputFormat.JSON),
				arguments("JSON after a byte order mark", utf8("\ufeff{}"), InputFormat.JSON),
				arguments("an indented object after a line end", utf8("\n{\n \"a\": 1}"), InputFormat.JSON),
				arguments("nothing", new byte[0], InputFormat.EMPTY),
				arguments("white space", utf8(" \n\n"), InputFormat.EMPTY),
				arguments("prose", utf8("# Notes\n{}"), InputFormat.UNKNOWN),
				arguments("XML", utf8("<a/>"), InputFormat.UNKNOWN),
				arguments("an image", HexFormat.of().parseHex("89504e470d0a1a0a0000000d"), InputFormat.UNKNOWN),
				arguments("gzip", HexFormat.of().parseHex("1f8b0800"), InputFormat.GZIP),
				arguments("OTLP in protobuf", export, InputFormat.OTLP_PROTOBUF),
				arguments("OTLP in protobuf that begins like JSON, \\n{", OtlpSamples.exportOfLength123(),
						InputFormat.OTLP_PROTOBUF),
				arguments("the Collector's frames", OtlpSamples.framed(export), InputFormat.OTLP_PROTOBUF_FRAMES));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("heads")
	void recognise_looksAtTheContent(String what, byte[] head, InputFormat format) {
		assertThat(InputFormat.recognise(head)).as(what).isEqualTo(format);
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
