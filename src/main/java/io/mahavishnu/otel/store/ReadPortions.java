package io.mahavishnu.otel.store;

/**
 * How much is read of the store at a time, where only what was read tells how large it
 * is: few things at first, then as many as hold a wanted number of characters, going by
 * those read last, and at most twice as many as ever before. Thread-safe.
 */
public final class ReadPortions {

	private static final int FIRST = 4;

	private final int most;

	private double average = 1;

	private int largest;

	/**
	 * @param most how many things are read at a time at most
	 */
	public ReadPortions(int most) {
		this.most = most;
		this.largest = Math.min(FIRST, most);
	}

	/** How many things to read so that they have about so many characters; at least 1. */
	public synchronized int next(long characters) {
		return (int) Math.max(1, Math.min(this.largest, characters / this.average));
	}

	/** Notes what was read. */
	public synchronized void read(int things, long characters) {
		if (things > 0) {
			this.average = Math.max(1, (double) characters / things);
			this.largest = (int) Math.max(this.largest, Math.min(this.most, 2L * things));
		}
	}

}
