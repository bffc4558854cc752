package io.mahavishnu.otel.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Numbers, durations and times as people read them. */
final class Figures {

	private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final String[] BYTE_UNITS = { "B", "KiB", "MiB", "GiB", "TiB", "PiB" };

	private Figures() {
	}

	/** A duration in at most 8 characters, such as {@code 1.24 s} or {@code 2 h 5 m}. */
	static String duration(double millis) {
		if (millis <= 0) {
			return "0 ms";
		}
		if (millis < 1) {
			return three(millis * 1_000) + " µs";
		}
		if (millis < 999.5) {
			return three(millis) + " ms";
		}
		if (millis < 60_000) {
			return three(millis / 1_000) + " s";
		}
		Duration duration = Duration.ofMillis(Math.round(millis));
		if (duration.toHours() == 0) {
			return duration.toMinutes() + " m " + duration.toSecondsPart() + " s";
		}
		if (duration.toDays() == 0) {
			return duration.toHours() + " h " + duration.toMinutesPart() + " m";
		}
		return duration.toDays() + " d " + duration.toHoursPart() + " h";
	}

	/** A size such as {@code 3.4 MiB}. */
	static String bytes(long bytes) {
		double value = bytes;
		int unit = 0;
		while (value >= 1024 && unit < BYTE_UNITS.length - 1) {
			value /= 1024;
			unit++;
		}
		return (unit == 0) ? bytes + " B" : three(value) + " " + BYTE_UNITS[unit];
	}

	/** A count with its digits in groups of three. */
	static String count(long count) {
		return String.format(Locale.ROOT, "%,d", count);
	}

	/** A count and what is counted. */
	static String count(long count, String noun) {
		return count(count) + " " + noun + ((count == 1) ? "" : "s");
	}

	/** A time of the service to the second, in UTC; as it is when it cannot be read. */
	static String seconds(String time) {
		return format(SECONDS, time);
	}

	/**
	 * A time of the service to the millisecond, in UTC; as it is when it cannot be read.
	 */
	static String millis(String time) {
		return format(MILLIS, time);
	}

	/** Nanoseconds since 1970 UTC of a time of the service; 0 when it cannot be read. */
	static long epochNanos(String time) {
		try {
			Instant instant = OffsetDateTime.parse(time).toInstant();
			return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
		}
		catch (DateTimeParseException | ArithmeticException unreadable) {
			return 0;
		}
	}

	private static String format(DateTimeFormatter formatter, String time) {
		try {
			return formatter.format(OffsetDateTime.parse(time));
		}
		catch (DateTimeParseException unreadable) {
			return TerminalText.safe(time);
		}
	}

	/** Three digits: 1.24, 12.4, 124. */
	private static String three(double value) {
		String format = (value < 9.995) ? "%.2f" : (value < 99.95) ? "%.1f" : "%.0f";
		String text = String.format(Locale.ROOT, format, value);
		return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
	}

}
