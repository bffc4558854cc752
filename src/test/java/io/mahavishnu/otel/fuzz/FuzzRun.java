package io.mahavishnu.otel.fuzz;

import java.lang.management.ManagementFactory;
import java.util.Base64;
import java.util.function.LongPredicate;

import com.sun.management.ThreadMXBean;

/**
 * Gives damaged inputs to a target, one after the other.
 *
 * @param target the target
 * @param seed of what is damaged, and how
 */
record FuzzRun(FuzzTarget target, long seed) {

	// Of the thread that reads, for an input of at most 64 KiB and bodies of at most 1
	// MiB.
	private static final long ALLOCATED_BYTES_MAX = 256L * 1024 * 1024;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	/**
	 * What became of a run.
	 *
	 * @param inputs how many inputs were read
	 * @param slowestNanos the longest that one took
	 * @param allocatedBytesMax the most that the reading of one allocated
	 */
	record Report(long inputs, long slowestNanos, long allocatedBytesMax) {

	}

	/**
	 * Runs.
	 * @param goesOn told how many inputs were read: whether to read another
	 * @throws AssertionError with the input, when a target does what it must not
	 */
	Report run(LongPredicate goesOn) {
		Mutator mutator = new Mutator(this.target, this.seed);
		long inputs = 0;
		long slowest = 0;
		long most = 0;
		for (byte[] valid : this.target.seeds()) {
			read(valid, -1);
		}
		while (goesOn.test(inputs)) {
			byte[] input = mutator.next();
			long start = System.nanoTime();
			long before = THREADS.getCurrentThreadAllocatedBytes();
			read(input, inputs);
			long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
			slowest = Math.max(slowest, System.nanoTime() - start);
			most = Math.max(most, allocated);
			if (allocated > ALLOCATED_BYTES_MAX) {
				throw new AssertionError(describe(input, inputs) + " took " + allocated + " bytes");
			}
			inputs++;
		}
		return new Report(inputs, slowest, most);
	}

	@SuppressWarnings("ThrowSpecificExceptions")
	private void read(byte[] input, long number) {
		try {
			this.target.reader().read(input);
		}
		catch (Exception | AssertionError | StackOverflowError defect) {
			throw new AssertionError(describe(input, number) + " gave " + defect, defect);
		}
	}

	private String describe(byte[] input, long number) {
		return this.target + ", seed " + this.seed + ", input " + number + " (base64 "
				+ Base64.getEncoder().encodeToString(input) + ")";
	}

}
