package io.mahavishnu.otel.cli;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the service answered.
 *
 * @param status the HTTP status
 * @param type the content type; empty when not given
 * @param retryAfter how long the service asks to wait before the next try
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Answer(int status, String type, Optional<Duration> retryAfter, byte[] body) {

	private static final int PROBLEM_LENGTH_MAX = 1_000;

	static Answer of(HttpResponse<byte[]> response) {
		return new Answer(response.statusCode(), response.headers().firstValue("Content-Type").orElse(""),
				response.headers().firstValue("Retry-After").flatMap(Answer::parseRetryAfter), response.body());
	}

	boolean isSuccess() {
		return this.status >= 200 && this.status < 300;
	}

	/** Whether the same request may succeed later: the statuses that OTLP retries. */
	boolean isPassing() {
		return this.status == 429 || this.status >= 502 && this.status <= 504;
	}

	/** Whether the request holds something that the service does not take. */
	boolean isRefusal() {
		return this.status == 400 || this.status == 413 || this.status == 422;
	}

	String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	/**
	 * The body as JSON.
	 * @throws CommandFailure when it is none
	 */
	JsonNode json() {
		try {
			return Json.read(text());
		}
		catch (JacksonException broken) {
			throw new CommandFailure(ExitCodes.UNAVAILABLE,
					"The answer is not JSON: does the URL lead to this service?", broken);
		}
	}

	/** What the service says is wrong, in one sentence. */
	String problem() {
		String said = this.type.contains("protobuf") ? ProtobufFields.statusMessage(this.body) : jsonProblem();
		String cut = (said.length() > PROBLEM_LENGTH_MAX) ? said.substring(0, PROBLEM_LENGTH_MAX) + "…" : said;
		return cut.isBlank() ? "HTTP status " + this.status : cut;
	}

	private String jsonProblem() {
		if (!this.type.contains("json")) {
			return "";
		}
		try {
			JsonNode problem = Json.read(text());
			String detail = Json.text(problem, "detail");
			String message = detail.isEmpty() ? Json.text(problem, "message") : detail;
			return message.isEmpty() ? Json.text(problem, "title") : message;
		}
		catch (JacksonException broken) {
			return "";
		}
	}

	/** RFC 9110, section 10.2.3: seconds, or a date. */
	private static Optional<Duration> parseRetryAfter(String value) {
		String stripped = value.strip();
		if (stripped.matches("\\d{1,9}")) {
			return Optional.of(Duration.ofSeconds(Long.parseLong(stripped)));
		}
		try {
			Instant date = ZonedDateTime.parse(stripped, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			Duration wait = Duration.between(Instant.now(), date);
			return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
		}
		catch (DateTimeException unreadable) {
			return Optional.empty();
		}
	}

}
