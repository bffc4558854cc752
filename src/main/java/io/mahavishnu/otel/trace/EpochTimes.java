package io.mahavishnu.otel.trace;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * Times as people and programs write them: RFC 3339 with any offset, or a Unix number
 * whose unit is taken from its size. Stateless.
 */
public final class EpochTimes {

	private static final long NANOS_PER_SECOND = 1_000_000_000;

	private static final Pattern UNIX = Pattern.compile("[0-9]{1,19}(\\.[0-9]{1,18})?");

	private static final BigDecimal SECONDS_END = new BigDecimal("1e11");

	private static final BigDecimal MILLIS_END = new BigDecimal("1e14");

	private static final BigDecimal MICROS_END = new BigDecimal("1e17");

	private EpochTimes() {
	}

	/**
	 * The time that a text says. A number below 10^11 is seconds, below 10^14
	 * milliseconds, below 10^17 microseconds, else nanoseconds: every time from 1973 to
	 * 5138 is then read right in each unit.
	 * @param value RFC 3339, or a Unix number, with or without a fraction
	 * @return nanoseconds since 1970 UTC, not negative
	 * @throws IllegalArgumentException when the text says no time, or one before 1970 or
	 * after 2262
	 */
	public static long parseEpochNanos(String value) {
		String text = value.strip();
		if (UNIX.matcher(text).matches()) {
			return ofUnix(new BigDecimal(text), value);
		}
		try {
			Instant instant = OffsetDateTime.parse(text).toInstant();
			if (instant.getEpochSecond() < 0) {
				throw outOfRange(value);
			}
			return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
		}
		catch (ArithmeticException tooLate) {
			throw outOfRange(value);
		}
		catch (DateTimeException unreadable) {
			throw new IllegalArgumentException(Excerpt.quoted(value)
					+ " is no time: write RFC 3339 with an offset, such as 2024-01-01T00:00:00Z, or a Unix number",
					unreadable);
		}
	}

	/** A time in RFC 3339, in UTC, with as many digits as it needs. */
	public static String toRfc3339(long epochNanos) {
		return Instant.ofEpochSecond(epochNanos / NANOS_PER_SECOND, epochNanos % NANOS_PER_SECOND).toString();
	}

	private static long ofUnix(BigDecimal number, String value) {
		BigInteger nanos = number.movePointRight(digitsBelowUnit(number)).setScale(0, RoundingMode.DOWN).toBigInteger();
		if (nanos.bitLength() >= Long.SIZE) {
			throw outOfRange(value);
		}
		return nanos.longValue();
	}

	private static int digitsBelowUnit(BigDecimal number) {
		if (number.compareTo(SECONDS_END) < 0) {
			return 9;
		}
		if (number.compareTo(MILLIS_END) < 0) {
			return 6;
		}
		return (number.compareTo(MICROS_END) < 0) ? 3 : 0;
	}

	private static IllegalArgumentException outOfRange(String value) {
		return new IllegalArgumentException(Excerpt.quoted(value) + " lies outside 1970 to 2262");
	}

}
