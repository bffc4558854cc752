package io.mahavishnu.otel.cli;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * Sends batches and keeps the report. A batch that the service refuses as a whole is sent
 * again in halves, so that one bad item costs only itself.
 */
final class BatchSender {

	private final ServiceClient client;

	private final LoadReport report;

	/** What the answer to a batch of simple JSON waits for. */
	enum Wait {

		UNTIL_DURABLE, UNTIL_SEARCHABLE

	}

	BatchSender(ServiceClient client, LoadReport report) {
		this.client = client;
		this.report = report;
	}

	/**
	 * Sends a batch and empties it.
	 * @throws CommandFailure when the service cannot be reached, or refuses for a reason
	 * that does not lie in the items
	 */
	void send(Batch batch, Wait wait) {
		if (batch.size() > 0) {
			send(batch, 0, batch.size(), wait);
			batch.clear();
		}
	}

	private void send(Batch batch, int from, int to, Wait wait) {
		HttpRequest request = this.client.request(uri(batch.kind(), wait))
			.header("Content-Type", batch.kind().contentType())
			.POST(batch.body(from, to))
			.build();
		Answer answer = this.client.exchange(request);
		if (answer.isSuccess()) {
			switch (batch.kind()) {
				case TRACE -> reportTraces(batch, from, answer.json());
				case RESOURCE_SPANS_JSON -> reportOtlp(batch, from, to, partialSuccess(answer.json()));
				case RESOURCE_SPANS_PROTOBUF ->
					reportOtlp(batch, from, to, ProtobufFields.partialSuccess(answer.body()));
			}
		}
		else if (!answer.isRefusal()) {
			throw this.client.failure(answer);
		}
		else if (to - from > 1) {
			int middle = (from + to) >>> 1;
			send(batch, from, middle, wait);
			send(batch, middle, to, wait);
		}
		else {
			refuse(batch, from, answer.problem());
		}
	}

	private URI uri(ItemKind kind, Wait wait) {
		ServiceUrl url = this.client.url();
		return switch (kind) {
			case TRACE -> url.path(List.of(Map.entry("wait", Boolean.toString(wait == Wait.UNTIL_SEARCHABLE))), "api",
					"traces", "batch");
			case RESOURCE_SPANS_JSON, RESOURCE_SPANS_PROTOBUF -> url.path("v1", "traces");
		};
	}

	private void reportTraces(Batch batch, int from, JsonNode answer) {
		long spans = Json.integer(answer, "spans");
		long newSpans = answer.has("new_spans") ? Json.integer(answer, "new_spans") : spans;
		this.report.storedTraces(Json.integer(answer, "ingested"), spans, newSpans);
		this.report.refusedTraces(Json.integer(answer, "failed"));
		this.report.searchable(answer.path("searchable").asBoolean(false));
		for (JsonNode error : Json.elements(answer, "errors")) {
			long index = from + Json.integer(error, "index");
			String place = (index < batch.size()) ? batch.entry((int) index).place() : "trace " + index;
			this.report.explain(place, Json.text(error, "detail"));
		}
	}

	private void reportOtlp(Batch batch, int from, int to, ProtobufFields.PartialSuccess success) {
		this.report.storedOtlp(batch.spans(from, to) - success.rejectedSpans());
		this.report.refusedSpans(success.rejectedSpans());
		if (success.rejectedSpans() > 0) {
			String place = batch.entry(from).place();
			this.report.explain((to - from > 1) ? place + " to " + batch.entry(to - 1).place() : place,
					success.message());
		}
	}

	private void refuse(Batch batch, int index, String problem) {
		Batch.Entry entry = batch.entry(index);
		if (batch.kind() == ItemKind.TRACE) {
			this.report.refusedTraces(1);
		}
		else {
			this.report.refusedSpans(Math.max(1, entry.spans()));
		}
		this.report.explain(entry.place(), problem);
	}

	/** OTLP/JSON writes 64-bit integers as strings; numbers are read too. */
	private static ProtobufFields.PartialSuccess partialSuccess(JsonNode answer) {
		JsonNode success = answer.path("partialSuccess");
		return new ProtobufFields.PartialSuccess(success.path("rejectedSpans").asLong(0),
				Json.text(success, "errorMessage"));
	}

}
