package io.mahavishnu.otel.search;

import java.math.BigDecimal;

/** How numbers are written in answers. */
public final class AnswerValues {

	private static final int NANOS_DIGITS_BELOW_MILLIS = 6;

	private AnswerValues() {
	}

	/** Milliseconds with as many digits as the nanoseconds need. */
	public static BigDecimal millis(long nanos) {
		BigDecimal millis = BigDecimal.valueOf(nanos, NANOS_DIGITS_BELOW_MILLIS).stripTrailingZeros();
		return (millis.scale() < 0) ? millis.setScale(0) : millis;
	}

}
