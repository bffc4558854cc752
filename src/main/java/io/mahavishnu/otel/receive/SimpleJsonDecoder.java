package io.mahavishnu.otel.receive;

import java.io.InputStream;
import java.util.List;

import io.mahavishnu.otel.ingest.TraceSubmission;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/**
 * Reads one trace of the simple JSON off a parser, without a tree in between. Unknown
 * fields are passed over; of a field that comes twice the last counts. For one trace; not
 * thread-safe.
 */
final class SimpleJsonDecoder {

	private static final SpanId NOT_YET = new SpanId("0");

	private final JsonParser json;

	private final @Nullable TokenStreamContext around;

	private final RequestSize size;

	private final JsonFields fields;

	private @Nullable String traceIdAsSent;

	private @Nullable TraceId traceId;

	private @Nullable String systemId;

	private @Nullable List<SpanDraft> spans;

	/**
	 * A decoder for the value at a parser's current token.
	 * @param json the parser
	 * @param around the array that the trace is an element of, or null when it stands
	 * alone
	 * @param size counts what the trace holds
	 */
	SimpleJsonDecoder(JsonParser json, @Nullable TokenStreamContext around, RequestSize size) {
		this.json = json;
		this.around = around;
		this.size = size;
		this.fields = new JsonFields(json, around);
	}

	/**
	 * Reads a text that is one trace and nothing else.
	 * @param body the text
	 * @param size counts what the trace holds
	 * @throws TraceProblem {@code INVALID_REQUEST} when it is no JSON,
	 * {@code INVALID_TRACE} when it is no trace or holds too much
	 */
	static TraceSubmission decode(InputStream body, RequestSize size) {
		try (JsonParser json = StrictJson.parser(body, size)) {
			if (json.nextToken() == null) {
				throw TraceProblem.invalidRequest("the body is empty; send a trace as JSON");
			}
			TraceSubmission submission = new SimpleJsonDecoder(json, null, size).read();
			if (json.nextToken() != null) {
				throw TraceProblem.invalidRequest(
						"the body goes on after the trace; send one trace, " + "or several to /api/traces/batch");
			}
			return submission;
		}
		catch (JacksonException broken) {
			throw new TraceProblem(ProblemType.INVALID_REQUEST, "the body is not JSON: " + StrictJson.describe(broken),
					broken);
		}
	}

	/**
	 * Reads the trace and leaves the parser on its last token.
	 * @throws TraceProblem {@code INVALID_TRACE}; the parser is then somewhere inside
	 * @throws JacksonException when the text is no JSON
	 */
	TraceSubmission read() {
		if (this.json.currentToken() != JsonToken.START_OBJECT) {
			throw this.fields.problem(" must be an object with trace_id and spans");
		}
		this.fields.object(this::readField);
		return submission();
	}

	/** The id as far as it was read, or null; it need not be valid. */
	@Nullable String traceIdAsSent() {
		return this.traceIdAsSent;
	}

	/**
	 * Goes from wherever reading failed to the last token of the trace, and notes its id
	 * on the way.
	 * @throws JacksonException when the text is no JSON from here on
	 */
	void skipRest() {
		this.size.end();
		int outside = (this.around != null) ? this.around.getNestingDepth() : 0;
		while (this.json.streamReadContext().getNestingDepth() > outside) {
			if (this.json.nextToken() == JsonToken.VALUE_STRING
					&& this.json.streamReadContext().getNestingDepth() == outside + 1
					&& "trace_id".equals(this.json.streamReadContext().currentName())) {
				this.traceIdAsSent = this.json.getValueAsString();
			}
		}
	}

	private void readField(String field) {
		switch (field) {
			case "trace_id" -> {
				if (this.fields.isString()) {
					this.traceIdAsSent = this.fields.string();
				}
				this.traceId = TraceIdField.read(this.fields);
			}
			case "system_id" -> {
				String sent = this.fields.text();
				this.systemId = sent.isBlank() ? null : sent;
			}
			case "spans" -> this.spans = this.fields.isNull() ? null : this.fields.array(this::span);
			default -> this.fields.skip();
		}
	}

	private SpanDraft span() {
		this.size.addSpan();
		return SpanDraft.read(this.fields);
	}

	private TraceSubmission submission() {
		TraceId id = this.traceId;
		if (id == null) {
			throw TraceProblem.invalidTrace("trace_id is missing; send 1 to 128 of A-Z a-z 0-9 . _ : -");
		}
		if (this.spans == null) {
			throw TraceProblem.invalidTrace("spans is missing; send an array with at least one span");
		}
		if (this.spans.isEmpty()) {
			throw TraceProblem.invalidTrace("spans is empty; send at least one span");
		}
		DerivedSpanIds ids = new DerivedSpanIds();
		return new TraceSubmission(id, this.systemId,
				this.spans.stream().map((draft) -> withId(draft, id, ids)).toList());
	}

	private static Span withId(SpanDraft draft, TraceId traceId, DerivedSpanIds ids) {
		SpanId sent = draft.spanId();
		return draft.toSpan(traceId, (sent != null) ? sent : ids.derive(draft.toSpan(traceId, NOT_YET)));
	}

}
