package io.mahavishnu.otel.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Damages valid inputs a little or a lot, in the same way for the same seed. Not
 * thread-safe.
 */
final class Mutator {

	private static final int LENGTH_MAX = 64 * 1024;

	private static final int DAMAGES_MAX = 8;

	// Ends of ranges, quotes, brackets, and bytes that UTF-8 does not know.
	private static final byte[] ODD = { 0, 1, -1, -128, 127, '"', '\\', '{', '}', '[', ']', ',', ':', '\n', '-', '.',
			'e', '9', (byte) 0xC0, (byte) 0xED, (byte) 0xF8, (byte) 0x80 };

	private final List<byte[]> seeds;

	private final List<String> words;

	private final Random random;

	Mutator(FuzzTarget target, long seed) {
		this.seeds = target.seeds();
		this.words = target.words();
		this.random = new Random(seed);
	}

	/** The next input. */
	byte[] next() {
		byte[] input = seed();
		int damages = 1 + this.random.nextInt(DAMAGES_MAX);
		for (int i = 0; i < damages; i++) {
			input = damage(input);
		}
		return (input.length > LENGTH_MAX) ? Arrays.copyOf(input, LENGTH_MAX) : input;
	}

	private byte[] damage(byte[] input) {
		int at = this.random.nextInt(input.length + 1);
		int to = at + this.random.nextInt(Math.min(input.length - at, 64) + 1);
		byte[] piece = Arrays.copyOfRange(input, at, to);
		return switch (this.random.nextInt(9)) {
			case 0 -> replaced(input, at, Math.min(at + 1, input.length), bytes(1));
			case 1 -> replaced(input, at, Math.min(at + 1, input.length), odd());
			case 2 -> replaced(input, at, at, odd());
			case 3 -> replaced(input, at, to, new byte[0]);
			case 4 -> replaced(input, at, at, repeated(piece));
			case 5 -> replaced(input, at, to, word());
			case 6 -> replaced(input, at, at, word());
			case 7 -> Arrays.copyOf(input, at);
			default -> spliced(input, at);
		};
	}

	/** The beginning of an input, and the end of another. */
	private byte[] spliced(byte[] input, int at) {
		byte[] other = seed();
		return replaced(input, at, input.length,
				Arrays.copyOfRange(other, this.random.nextInt(other.length + 1), other.length));
	}

	private byte[] seed() {
		return this.seeds.get(this.random.nextInt(this.seeds.size()));
	}

	private byte[] word() {
		return this.words.isEmpty() ? bytes(4)
				: this.words.get(this.random.nextInt(this.words.size())).getBytes(StandardCharsets.UTF_8);
	}

	private byte[] odd() {
		return new byte[] { ODD[this.random.nextInt(ODD.length)] };
	}

	private byte[] bytes(int count) {
		byte[] bytes = new byte[count];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private byte[] repeated(byte[] piece) {
		int times = 1 << this.random.nextInt(10);
		byte[] all = new byte[Math.min(piece.length * times, LENGTH_MAX)];
		for (int i = 0; i < all.length; i++) {
			all[i] = piece[i % piece.length];
		}
		return all;
	}

	private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
		byte[] all = new byte[from + by.length + input.length - to];
		System.arraycopy(input, 0, all, 0, from);
		System.arraycopy(by, 0, all, from, by.length);
		System.arraycopy(input, to, all, from + by.length, input.length - to);
		return all;
	}

}
