package io.mahavishnu.otel.reliability;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What a soak is asked to do.
 *
 * @param duration how long it lasts
 * @param interval how often the figures are taken
 * @param pause between two requests of each of five senders; searches and reads go at
 * twice the pause
 * @param heap the largest heap of the service's JVM, such as {@code 512m}
 */
record SoakOptions(Duration duration, Duration interval, Duration pause, String heap) {

	/** What the program takes. */
	static final String USAGE = """
			usage: Soak [options]
			  --minutes N      how long it lasts (60)
			  --interval N     seconds between two lines of figures (60)
			  --pause N        milliseconds between two requests of each of five senders (500)
			  --heap SIZE      the largest heap of the service's JVM (512m)""";

	private static final int INTERVALS_MIN = 4;

	/** Longer than what is read back can be old. */
	private static final Duration MAX_AGE_MIN = Duration.ofMinutes(1);

	SoakOptions {
		if (interval.isNegative() || interval.isZero() || pause.isNegative()
				|| duration.compareTo(interval.multipliedBy(INTERVALS_MIN)) < 0) {
			throw new IllegalArgumentException("a soak lasts at least four intervals, and no time is negative");
		}
	}

	/**
	 * Reads the command line.
	 * @throws IllegalArgumentException when it makes no sense
	 */
	static SoakOptions parse(String... arguments) {
		long minutes = 60;
		long interval = 60;
		long pause = 500;
		String heap = "512m";
		Iterator<String> rest = List.of(arguments).iterator();
		while (rest.hasNext()) {
			String option = rest.next();
			if (!rest.hasNext()) {
				throw new IllegalArgumentException(option + " is no option, or needs a value");
			}
			String value = rest.next();
			switch (option) {
				case "--minutes" -> minutes = Long.parseLong(value);
				case "--interval" -> interval = Long.parseLong(value);
				case "--pause" -> pause = Long.parseLong(value);
				case "--heap" -> heap = value;
				default -> throw new IllegalArgumentException("not an option: " + option);
			}
		}
		return new SoakOptions(Duration.ofMinutes(minutes), Duration.ofSeconds(interval), Duration.ofMillis(pause),
				heap);
	}

	/** After how long traces are removed, so that most of the soak is in balance. */
	Duration maxAge() {
		Duration share = this.duration.dividedBy(12);
		return (share.compareTo(MAX_AGE_MIN) > 0) ? share : MAX_AGE_MIN;
	}

	/** After how long the text of removed traces has left the files. */
	Duration purgeAfter() {
		return this.duration.dividedBy(6);
	}

}
