package io.mahavishnu.otel.passage;

import java.util.Locale;

import io.mahavishnu.otel.trace.Attributes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The status codes of HTTP in words (RFC 9110). */
final class HttpCodes {

	private static final int FAILURE_MIN = 400;

	private HttpCodes() {
	}

	/** The failed HTTP answer that attributes tell of, or null. */
	static @Nullable String failure(Attributes attributes) {
		String code = attributes.text("http.response.status_code");
		if (code == null) {
			code = attributes.text("http.status_code");
		}
		if (code == null || code.length() != 3 || !Figures.isDigits(code) || Integer.parseInt(code) < FAILURE_MIN) {
			return null;
		}
		HttpStatus status = HttpStatus.resolve(Integer.parseInt(code));
		return "HTTP " + code + ((status != null) ? " " + status.getReasonPhrase().toLowerCase(Locale.ROOT) : "");
	}

}
