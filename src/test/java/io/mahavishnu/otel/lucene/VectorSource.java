package io.mahavishnu.otel.lucene;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes vectors of unit length that lie around topics. */
final class VectorSource {

	private final Random random;

	private final double spread;

	private final float[][] topics;

	/**
	 * @param dimension components of a vector
	 * @param topics how many topics there are
	 * @param spread how far a vector lies from its topic, as a share of the topic's
	 * length
	 * @param seed makes the same vectors again
	 */
	VectorSource(int dimension, int topics, double spread, long seed) {
		this.random = new Random(seed);
		this.spread = spread;
		this.topics = Stream.generate(() -> around(new float[dimension], 1)).limit(topics).toArray(float[][]::new);
	}

	/** The next vectors. */
	float[][] take(int count) {
		return Stream.generate(() -> around(this.topics[this.random.nextInt(this.topics.length)], this.spread))
			.limit(count)
			.toArray(float[][]::new);
	}

	/** Numbers from 0 on and below a bound. */
	int[] numbers(int count, int bound) {
		return IntStream.generate(() -> this.random.nextInt(bound)).limit(count).toArray();
	}

	private float[] around(float[] topic, double distance) {
		double[] vector = new double[topic.length];
		double square = 0;
		for (int i = 0; i < vector.length; i++) {
			vector[i] = topic[i] + this.random.nextGaussian() * distance / Math.sqrt(vector.length);
			square += vector[i] * vector[i];
		}
		float[] unit = new float[vector.length];
		for (int i = 0; i < unit.length; i++) {
			unit[i] = (float) (vector[i] / Math.sqrt(square));
		}
		return unit;
	}

}
