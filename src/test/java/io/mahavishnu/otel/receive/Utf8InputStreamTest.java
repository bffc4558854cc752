package io.mahavishnu.otel.receive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class Utf8InputStreamTest {

	@Property(tries = 2000)
	void read_passesOn_whatTheDecoderOfTheJdkTakes(@ForAll @StringLength(max = 40) String text, @ForAll long seed,
			@ForAll @IntRange(max = 2) int damages, @ForAll @IntRange(min = 1, max = 20) int atATime)
			throws IOException {
		byte[] bytes = ("json" + text).getBytes(StandardCharsets.UTF_8);
		Random random = new Random(seed);
		for (int i = 0; i < damages; i++) {
			bytes[random.nextInt(bytes.length)] = (byte) (1 + random.nextInt(255));
		}
		Utf8InputStream stream = new Utf8InputStream(new ByteArrayInputStream(bytes));

		if (isUtf8(bytes)) {
			assertThat(read(stream, bytes.length, atATime)).isEqualTo(bytes);
		}
		else {
			assertThatExceptionOfType(CharacterCodingException.class)
				.isThrownBy(() -> read(stream, bytes.length, atATime));
		}
	}

	@Example
	void read_refuses_overlongFormsSurrogatesAndWhatIsCutOff() {
		for (byte[] bytes : new byte[][] { { (byte) 0xC0, (byte) 0xAF }, { (byte) 0xED, (byte) 0xA0, (byte) 0x80 },
				{ (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80 }, { 'a', (byte) 0xE2, (byte) 0x82 } }) {
			assertThatExceptionOfType(MalformedInputException.class)
				.isThrownBy(() -> read(new Utf8InputStream(new ByteArrayInputStream(bytes)), bytes.length, 1));
		}
	}

	@Example
	void read_refuses_otherUnicodeEncodings() {
		for (String encoding : new String[] { "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE" }) {
			assertThatExceptionOfType(MalformedInputException.class).as(encoding).isThrownBy(() -> {
				byte[] bytes = "{\"trace_id\":\"a\"}".getBytes(encoding);
				read(new Utf8InputStream(new ByteArrayInputStream(bytes)), bytes.length, 3);
			});
		}
	}

	@Property(tries = 500)
	void isUnicodeEscaped_isTrue_atTheLatestWithTheEscape(@ForAll @IntRange(max = 40) int before,
			@ForAll @IntRange(min = 1, max = 20) int atATime) throws IOException {
		byte[] bytes = ("n".repeat(before) + "\\u00e9").getBytes(StandardCharsets.UTF_8);
		Utf8InputStream stream = new Utf8InputStream(new ByteArrayInputStream(bytes));

		read(stream, bytes.length, atATime);

		assertThat(stream.isUnicodeEscaped()).isTrue();
	}

	@Example
	void isUnicodeEscaped_isFalse_whereNothingOrAnotherCharacterIsEscaped() throws IOException {
		byte[] bytes = "{\"name\":\"a stack\\n\\tat \\\"first\\\" u\"}".getBytes(StandardCharsets.UTF_8);
		Utf8InputStream stream = new Utf8InputStream(new ByteArrayInputStream(bytes));

		read(stream, bytes.length, 20);

		assertThat(stream.isUnicodeEscaped()).isFalse();
	}

	private static boolean isUtf8(byte[] bytes) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
			return true;
		}
		catch (CharacterCodingException malformed) {
			return false;
		}
	}

	/** Reads to the end, into the middle of a larger array. */
	private static byte[] read(Utf8InputStream stream, int length, int atATime) throws IOException {
		byte[] into = new byte[length + 25];
		int at = 5;
		for (int read = stream.read(into, at, atATime); read >= 0; read = stream.read(into, at, atATime)) {
			at += read;
		}
		return Arrays.copyOfRange(into, 5, at);
	}

}
