package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * The last acknowledged sequence number, in a small file beside the database: eight bytes
 * of number and four of their CRC-32, big endian, overwritten in place and forced to
 * disk. DuckDB skips a torn tail of its log in silence, and a number inside the database
 * cannot tell, since it would be lost with the tail. For one thread at a time.
 */
final class AcknowledgedPosition implements AutoCloseable {

	private static final int LENGTH = Long.BYTES + Integer.BYTES;

	private final FileChannel channel;

	private AcknowledgedPosition(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Opens the file, and makes it when there is none; then it, and the database beside
	 * it, would still be in their folder after a crash of the machine.
	 */
	static AcknowledgedPosition open(Path file) throws IOException {
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE);
		forceFolder(file);
		return new AcknowledgedPosition(channel);
	}

	private static void forceFolder(Path file) {
		try (FileChannel folder = FileChannel.open(file.toAbsolutePath().resolveSibling("."))) {
			folder.force(true);
		}
		catch (IOException _) {
			// not every system opens folders; where it does not, it needs no telling
			// either
			return;
		}
	}

	/** The number; empty when none was written yet or it does not match its checksum. */
	OptionalLong read() throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
		while (bytes.hasRemaining() && this.channel.read(bytes, bytes.position()) >= 0) {
			// reads on until full or at the end
		}
		if (bytes.hasRemaining()) {
			return OptionalLong.empty();
		}
		bytes.flip();
		long sequence = bytes.getLong();
		return (bytes.getInt() == checksum(sequence)) ? OptionalLong.of(sequence) : OptionalLong.empty();
	}

	/** Whether anything was ever written. */
	boolean isWritten() throws IOException {
		return this.channel.size() > 0;
	}

	/**
	 * Writes the number; returns when it would survive a crash of the machine.
	 * @throws UncheckedIOException when it cannot be written
	 */
	void write(long sequence) {
		ByteBuffer bytes = ByteBuffer.allocate(LENGTH).putLong(sequence).putInt(checksum(sequence)).flip();
		try {
			while (bytes.hasRemaining()) {
				this.channel.write(bytes, bytes.position());
			}
			this.channel.force(false);
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

	private static int checksum(long sequence) {
		CRC32 checksum = new CRC32();
		checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).flip());
		return (int) checksum.getValue();
	}

}
