package io.mahavishnu.otel.benchmark;

import java.util.Arrays;
import java.util.Random;

/**
 * Draws numbers by Zipf's law: the one of rank r is as frequent as 1 / r to the power of
 * the exponent. Thread-safe.
 */
final class Zipf {

	private final double[] cumulated;

	Zipf(int numbers, double exponent) {
		this.cumulated = new double[numbers];
		double sum = 0;
		for (int i = 0; i < numbers; i++) {
			sum += Math.pow(i + 1.0, -exponent);
			this.cumulated[i] = sum;
		}
	}

	/** A number from 0, the most frequent one. */
	int draw(Random random) {
		double at = random.nextDouble() * this.cumulated[this.cumulated.length - 1];
		int found = Arrays.binarySearch(this.cumulated, at);
		return (found < 0) ? -found - 1 : found;
	}

}
