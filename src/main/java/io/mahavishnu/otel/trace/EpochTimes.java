package io.mahavishnu.otel.trace;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Times as callers write them: RFC 3339 with any offset, or a Unix number whose unit is
 * taken from its size: below 10^11 seconds, below 10^14 milliseconds, below 10^17
 * microseconds, else nanoseconds. So seconds reach to the year 5138, and the other units
 * begin in 1973. Read exactly to the nanosecond; what is finer is cut. Stateless.
 */
public final class EpochTimes {

	private static final Pattern DIGITS = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

	private static final Pattern FINER_THAN_NANOS = Pattern.compile("(\\.\\d{9})\\d+");

	private static final long NANOS_PER_SECOND = 1_000_000_000L;

	private static final int INTEGER_DIGITS_MAX = 19;

	private static final BigDecimal LAST = BigDecimal.valueOf(Long.MAX_VALUE);

	private EpochTimes() {
	}

	/**
	 * Nanoseconds since 1970 UTC of a text: RFC 3339, or a Unix number in digits.
	 * @throws IllegalArgumentException when it is neither, or lies outside 1970 to 2262
	 */
	public static long parseEpochNanos(String text) {
		String trimmed = text.strip();
		if (DIGITS.matcher(trimmed).matches()) {
			return ofNumber(new BigDecimal(trimmed));
		}
		Instant instant;
		try {
			String upToNanos = FINER_THAN_NANOS.matcher(trimmed)
				.replaceFirst("$1")
				.replaceFirst("(?<=\\d) (?=\\d)", "T");
			instant = OffsetDateTime.parse(upToNanos, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
		}
		catch (DateTimeException unreadable) {
			throw new IllegalArgumentException(Excerpt.quoted(text) + " is not a time: send RFC 3339 with an offset, "
					+ "such as \"2024-01-01T00:00:00Z\", or a Unix number", unreadable);
		}
		BigDecimal nanos = BigDecimal.valueOf(instant.getEpochSecond())
			.multiply(BigDecimal.valueOf(NANOS_PER_SECOND))
			.add(BigDecimal.valueOf(instant.getNano()));
		return within(nanos, Excerpt.quoted(text));
	}

	/**
	 * Nanoseconds since 1970 UTC of a Unix number in seconds, milli-, micro- or
	 * nanoseconds.
	 * @throws IllegalArgumentException when it lies outside 1970 to 2262
	 */
	public static long ofNumber(BigDecimal number) {
		// Before any arithmetic: 1e-999999999 would otherwise have to be written out.
		if (number.signum() == 0 || number.precision() - (long) number.scale() < -INTEGER_DIGITS_MAX) {
			return 0;
		}
		String shown = Excerpt.quoted(number.toString()).replace("\"", "");
		if (number.precision() - (long) number.scale() > INTEGER_DIGITS_MAX) {
			throw outside(shown);
		}
		int digits = Math.max(0, number.precision() - number.scale());
		int nanosPerUnitDigits = (digits <= 11) ? 9 : (digits <= 14) ? 6 : (digits <= 17) ? 3 : 0;
		return within(number.scaleByPowerOfTen(nanosPerUnitDigits), shown);
	}

	/**
	 * Nanoseconds since 1970 UTC of an instant, such as the present.
	 * @throws ArithmeticException when it lies after 2262
	 */
	public static long ofInstant(Instant instant) {
		return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
	}

	/**
	 * Nanoseconds of a duration in milliseconds.
	 * @throws IllegalArgumentException when it is negative or longer than 292 years
	 */
	public static long ofMillis(BigDecimal millis) {
		long integerDigits = millis.precision() - (long) millis.scale();
		if (millis.signum() == 0 || integerDigits < -INTEGER_DIGITS_MAX) {
			return 0;
		}
		if (millis.signum() < 0 || integerDigits > INTEGER_DIGITS_MAX
				|| millis.scaleByPowerOfTen(6).compareTo(LAST) > 0) {
			throw new IllegalArgumentException("must be 0 to 9223372036854 milliseconds");
		}
		return millis.scaleByPowerOfTen(6).setScale(0, RoundingMode.DOWN).longValueExact();
	}

	/** A time in RFC 3339, in UTC, with as many digits as it needs. */
	public static String toRfc3339(long epochNanos) {
		return Instant.ofEpochSecond(epochNanos / NANOS_PER_SECOND, epochNanos % NANOS_PER_SECOND).toString();
	}

	private static long within(BigDecimal nanos, String shown) {
		if (nanos.signum() < 0 || nanos.compareTo(LAST) > 0) {
			throw outside(shown);
		}
		return nanos.setScale(0, RoundingMode.DOWN).longValueExact();
	}

	private static IllegalArgumentException outside(String shown) {
		return new IllegalArgumentException(shown + " is not a time from 1970 to 2262");
	}

}
