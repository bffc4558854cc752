package io.mahavishnu.otel.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTest {

	private static final long TOTAL = 1_073_741_824;

	@ParameterizedTest
	@ValueSource(ints = { 80, 120, 200 })
	void line_fitsTheTerminal(int columns) throws IOException {
		Progress progress = progress(columns, StandardCharsets.UTF_8);
		read(progress, 600_000_000);
		assertThat(progress.line()).contains(" 55 %  572 MiB of 1 GiB  ")
			.contains("302,188 traces, ")
			.endsWith(" left");
		assertThat(TerminalText.width(progress.line())).isLessThan(columns);
	}

	@Test
	void line_hasABarWhereThereIsRoom_andNoRateWhereThereIsLittle() throws IOException {
		Progress wide = progress(120, StandardCharsets.UTF_8);
		read(wide, 600_000_000);
		assertThat(wide.line()).startsWith("━━━━").contains("─").contains("B/s");
		Progress narrow = progress(40, StandardCharsets.UTF_8);
		read(narrow, 600_000_000);
		assertThat(narrow.line()).startsWith(" 55 %").doesNotContain("B/s");
	}

	@Test
	void line_saysThatTheLastIsStored_whenAllIsRead() throws IOException {
		Progress progress = progress(120, StandardCharsets.US_ASCII);
		read(progress, TOTAL);
		assertThat(progress.line()).startsWith("====").contains("100 %").endsWith("302,188 traces, storing the last");
	}

	private static Progress progress(int columns, Charset charset) {
		Terminal terminal = new Terminal(Terminal.Target.PIPE, Terminal.Target.PIPE, columns, charset, Palette.PLAIN);
		PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, charset);
		Session session = new Session(InputStream.nullInputStream(), nowhere, nowhere, terminal, Map.of());
		return new Progress(session, TOTAL, () -> "302,188 traces");
	}

	private static void read(Progress progress, long bytes) throws IOException {
		InputStream endless = new InputStream() {

			@Override
			public int read() {
				return 0;
			}

			@Override
			public int read(byte[] to, int start, int length) {
				return length;
			}

		};
		byte[] buffer = new byte[1 << 20];
		InputStream counting = progress.counting(endless);
		for (long left = bytes; left > 0;) {
			left -= counting.read(buffer, 0, (int) Math.min(buffer.length, left));
		}
	}

}
