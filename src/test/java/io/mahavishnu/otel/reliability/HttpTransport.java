package io.mahavishnu.otel.reliability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends over HTTP: simple JSON, alone or as a batch, or OTLP in protobuf. */
final class HttpTransport implements Transport {

	private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

	private final HttpClient client = HttpClient.newHttpClient();

	private final String base;

	private final Form form;

	HttpTransport(int port, Form form) {
		this.base = "http://127.0.0.1:" + port;
		this.form = form;
	}

	/** What is sent. */
	enum Form {

		/** One trace; answered when it is durable. */
		SIMPLE("/api/traces?wait=false", "application/json", 202),
		/** One trace; answered when it can be found. */
		SIMPLE_SEARCHABLE("/api/traces", "application/json", 201),
		/** A batch of one trace as a line. */
		BATCH("/api/traces/batch?wait=false", "application/x-ndjson", 200),
		/** OTLP. */
		OTLP("/v1/traces", "application/x-protobuf", 200);

		private final String path;

		private final String type;

		private final int acknowledged;

		Form(String path, String type, int acknowledged) {
			this.path = path;
			this.type = type;
			this.acknowledged = acknowledged;
		}

	}

	@Override
	public Outcome send(TraceRequest request) {
		HttpRequest.BodyPublisher body = (this.form == Form.OTLP)
				? HttpRequest.BodyPublishers.ofByteArray(WireForms.otlp(request).toByteArray())
				: HttpRequest.BodyPublishers.ofString(WireForms.simpleJson(request));
		try {
			HttpResponse<String> answer = this.client
				.send(HttpRequest.newBuilder(URI.create(this.base + this.form.path))
					.header("Content-Type", this.form.type)
					.timeout(ANSWER_MAX)
					.POST(body)
					.build(), HttpResponse.BodyHandlers.ofString());
			return outcome(answer);
		}
		catch (IOException _) {
			return Outcome.UNKNOWN;
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			return Outcome.UNKNOWN;
		}
	}

	private Outcome outcome(HttpResponse<String> answer) {
		if (answer.statusCode() == 503) {
			return Outcome.REFUSED;
		}
		if (answer.statusCode() != this.form.acknowledged || answer.body().contains("\"failed\":1")) {
			throw new AssertionError(this.form + " answered " + answer.statusCode() + " " + answer.body());
		}
		return Outcome.ACKNOWLEDGED;
	}

	@Override
	public void close() {
		this.client.shutdownNow();
	}

}
