package io.mahavishnu.otel.receive;

import java.util.function.UnaryOperator;

import io.mahavishnu.otel.ingest.BatchIngestion;
import io.mahavishnu.otel.ingest.TraceSubmission;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/**
 * A batch as a JSON array of traces, or an object that has one under {@code traces}. For
 * one body; not thread-safe.
 */
final class JsonBatch {

	private final ElementInputStream body;

	private final RequestSize size;

	private final BatchIngestion batch;

	private final UnaryOperator<TraceSubmission> complete;

	/**
	 * A batch that is not read yet.
	 * @param body its bytes
	 * @param size counts what one trace holds
	 * @param batch takes the traces
	 * @param complete adds to a trace what the body does not say
	 */
	JsonBatch(ElementInputStream body, RequestSize size, BatchIngestion batch,
			UnaryOperator<TraceSubmission> complete) {
		this.body = body;
		this.size = size;
		this.batch = batch;
		this.complete = complete;
	}

	/**
	 * Reads the traces. Where the JSON breaks, or a trace is too large to be read to its
	 * end, the rest is one refusal.
	 * @throws TraceProblem when nothing could be read, or a passing fault
	 */
	void read() {
		TraceProblem problem;
		try (JsonParser json = StrictJson.parser(this.body, this.size)) {
			this.size.end();
			readEnvelope(json);
			return;
		}
		catch (JacksonException broken) {
			problem = new TraceProblem(ProblemType.INVALID_REQUEST,
					"the body is not JSON: " + StrictJson.describe(broken), broken);
		}
		catch (TraceProblem refused) {
			if (!this.body.isBrokenOff()) {
				throw refused;
			}
			problem = refused;
		}
		if (this.batch.size() == 0) {
			throw problem;
		}
		this.batch.refuse(null,
				new TraceProblem(problem.type(), problem.detail() + "; nothing from there on was read", problem));
	}

	private void readEnvelope(JsonParser json) {
		JsonToken first = json.nextToken();
		if (first == JsonToken.START_ARRAY) {
			readArray(json);
		}
		else if (first == JsonToken.START_OBJECT) {
			readTraces(json);
		}
		else {
			throw noEnvelope();
		}
		// What follows the batch is either nothing or an error.
		if (json.nextToken() != null) {
			this.batch.refuse(null, TraceProblem.invalidRequest("the body goes on after the batch, at line "
					+ json.currentTokenLocation().getLineNr() + "; send one array, or NDJSON"));
		}
	}

	private void readTraces(JsonParser json) {
		boolean found = false;
		while (json.nextToken() != JsonToken.END_OBJECT) {
			boolean traces = json.currentName().equals("traces");
			JsonToken value = json.nextToken();
			if (!traces) {
				json.skipChildren();
			}
			else if (value == JsonToken.START_ARRAY) {
				found = true;
				readArray(json);
			}
			else {
				throw TraceProblem.invalidRequest("traces must be an array");
			}
		}
		if (!found) {
			throw noEnvelope();
		}
	}

	private void readArray(JsonParser json) {
		TokenStreamContext array = json.streamReadContext();
		while (json.nextToken() != JsonToken.END_ARRAY) {
			SimpleJsonDecoder decoder = new SimpleJsonDecoder(json, array, this.size);
			this.body.begin(json.currentTokenLocation().getByteOffset());
			this.size.begin();
			TraceProblem problem = readElement(json, decoder);
			if (problem != null) {
				this.batch.refuse(decoder.traceIdAsSent(), problem);
			}
		}
	}

	/** What is wrong with the trace, or null when it was added. */
	private @Nullable TraceProblem readElement(JsonParser json, SimpleJsonDecoder decoder) {
		TraceSubmission submission = null;
		TraceProblem problem = null;
		try {
			submission = decoder.read();
		}
		catch (TraceProblem refused) {
			if (refused.type() != ProblemType.INVALID_TRACE) {
				throw refused;
			}
			problem = refused;
			decoder.skipRest();
		}
		this.size.end();
		boolean tooLarge = this.body.end(json.currentLocation().getByteOffset());
		if (tooLarge || submission == null) {
			return tooLarge ? this.body.tooLarge() : problem;
		}
		this.batch.add(this.complete.apply(submission));
		return null;
	}

	private static TraceProblem noEnvelope() {
		return TraceProblem.invalidRequest("the body holds no batch; send an array of traces, {\"traces\": […]}, or a "
				+ "trace a line as application/x-ndjson; a single trace goes to /api/traces");
	}

}
