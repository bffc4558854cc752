package io.mahavishnu.otel.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One line on standard error that is drawn over and over while a load runs: how much is
 * read, how fast, how long it will still take. Nothing is drawn where standard error is
 * no terminal. Not thread-safe.
 */
final class Progress implements AutoCloseable {

	private static final Duration PAUSE = Duration.ofMillis(200);

	private static final int BAR_WIDTH_MIN = 5;

	private static final int BAR_WIDTH_MAX = 30;

	private static final String CLEAR_LINE = "\r\u001b[K";

	private final Session session;

	private final long totalBytes;

	private final Supplier<String> status;

	private final long startNanos = System.nanoTime();

	private long drawnNanos = this.startNanos;

	private long readBytes;

	private boolean visible;

	/**
	 * A line that is not yet drawn.
	 * @param session where it is drawn
	 * @param totalBytes how much there is to read; 0 when unknown
	 * @param status what else the line says
	 */
	Progress(Session session, long totalBytes, Supplier<String> status) {
		this.session = session;
		this.totalBytes = totalBytes;
		this.status = status;
	}

	/** The stream, every byte of which counts. */
	InputStream counting(InputStream in) {
		return new FilterInputStream(in) {

			@Override
			public int read() throws IOException {
				int value = super.read();
				advance((value < 0) ? 0 : 1);
				return value;
			}

			@Override
			public int read(byte[] to, int start, int length) throws IOException {
				int count = super.read(to, start, length);
				advance(Math.max(0, count));
				return count;
			}

		};
	}

	/** Writes a line above the progress. */
	void note(String note) {
		erase();
		this.session.note(note);
	}

	@Override
	public void close() {
		erase();
	}

	double seconds() {
		return (System.nanoTime() - this.startNanos) / 1e9;
	}

	private void advance(int count) {
		this.readBytes += count;
		long now = System.nanoTime();
		if (this.session.terminal().error() == Terminal.Target.TERMINAL && now - this.drawnNanos >= PAUSE.toNanos()) {
			this.drawnNanos = now;
			this.visible = true;
			PrintStream err = this.session.err();
			err.print(CLEAR_LINE + TerminalText.cut(line(), this.session.terminal().columns() - 1));
			err.flush();
		}
	}

	/**
	 * What is drawn: where there is no room, the bar is left out first, then the rate.
	 */
	String line() {
		double perSecond = this.readBytes / seconds();
		String rate = Figures.bytes((long) perSecond) + "/s";
		if (this.totalBytes == 0) {
			return Figures.bytes(this.readBytes) + "  " + rate + "  " + this.status.get();
		}
		double done = Math.min(1, (double) this.readBytes / this.totalBytes);
		double left = (this.totalBytes - this.readBytes) / Math.max(1, perSecond);
		String percent = String.format("%3d %%", (int) (done * 100));
		String sizes = Figures.bytes(this.readBytes) + " of " + Figures.bytes(this.totalBytes);
		String end = this.status.get() + ((this.readBytes < this.totalBytes)
				? ", " + Figures.duration(Math.max(0, left) * 1_000) + " left" : ", storing the last");
		String line = String.join("  ", percent, sizes, rate, end);
		int room = this.session.terminal().columns() - 1 - TerminalText.width(line);
		if (room < 0) {
			return String.join("  ", percent, sizes, end);
		}
		return (room > BAR_WIDTH_MIN) ? bar(done, Math.min(BAR_WIDTH_MAX, room - 1)) + " " + line : line;
	}

	private String bar(double done, int width) {
		int filled = (int) (done * width);
		boolean boxes = this.session.terminal().drawsBoxes();
		return (boxes ? "━" : "=").repeat(filled) + (boxes ? "─" : "-").repeat(width - filled);
	}

	private void erase() {
		if (this.visible) {
			this.session.err().print(CLEAR_LINE);
			this.session.err().flush();
			this.visible = false;
		}
	}

}
