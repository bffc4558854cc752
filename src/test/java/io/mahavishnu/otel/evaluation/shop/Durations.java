package io.mahavishnu.otel.evaluation.shop;

import java.util.random.RandomGenerator;

/**
 * How long an operation takes by itself: log-normal around a median of its kind, and in
 * one trace of fifty everything takes several times as long.
 */
final class Durations {

	private static final double SPREAD = 0.5;

	private static final double SLOW_TRACES = 0.02;

	private final RandomGenerator random;

	private final double factor;

	Durations(RandomGenerator random) {
		this.random = random;
		this.factor = (random.nextDouble() < SLOW_TRACES) ? 4 + random.nextDouble() * 12 : 1;
	}

	long nanos(Operation operation) {
		return (long) (medianMillis(operation) * 1e6 * this.factor
				* StrictMath.exp(SPREAD * this.random.nextGaussian()));
	}

	long nanosBetween(int minMillis, int maxMillis) {
		return (long) ((minMillis + this.random.nextDouble() * (maxMillis - minMillis)) * 1e6);
	}

	private static double medianMillis(Operation operation) {
		return switch (operation.verb()) {
			case "call" -> 140;
			case "mail" -> 90;
			case "clickhouse" -> 40;
			case "s3" -> 35;
			case "elastic" -> 18;
			case "mongo", "job" -> 5;
			case "sql" -> 4;
			case "redis" -> 0.6;
			default -> 2;
		};
	}

}
