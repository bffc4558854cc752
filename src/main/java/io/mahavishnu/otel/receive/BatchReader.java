package io.mahavishnu.otel.receive;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import io.mahavishnu.otel.ingest.BatchIngestion;
import io.mahavishnu.otel.ingest.IngestProperties;
import io.mahavishnu.otel.ingest.IngestService;
import io.mahavishnu.otel.ingest.IngestedBatch;
import io.mahavishnu.otel.ingest.TraceSubmission;
import io.mahavishnu.otel.ingest.Wait;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/**
 * Reads batches of traces as a stream and ingests them on the way: of a body of any size
 * one trace at a time is in memory, and one portion on its way to the store. A trace that
 * does not fit is refused and does not stop the others. Thread-safe.
 */
public final class BatchReader {

	private final IngestService service;

	private final ReceiveProperties properties;

	private final IngestProperties ingest;

	private final @Nullable String systemId;

	BatchReader(IngestService service, ReceiveProperties properties, IngestProperties ingest) {
		this(service, properties, ingest, null);
	}

	private BatchReader(IngestService service, ReceiveProperties properties, IngestProperties ingest,
			@Nullable String systemId) {
		this.service = service;
		this.properties = properties;
		this.ingest = ingest;
		this.systemId = systemId;
	}

	/** A reader that takes every trace which names no system for one of this system. */
	public BatchReader withSystem(@Nullable String fallbackSystemId) {
		return new BatchReader(this.service, this.properties, this.ingest, fallbackSystemId);
	}

	/**
	 * Reads a JSON array of traces, or an object that has one under {@code traces}. Where
	 * the JSON breaks, what was read before stays, and the rest is one refusal.
	 * @throws TraceProblem {@code INVALID_REQUEST} when nothing could be read, or a
	 * passing fault
	 */
	public IngestedBatch readJson(InputStream body, Wait wait) {
		BatchIngestion batch = this.service.openBatch(wait);
		RequestSize size = size();
		try (JsonParser json = StrictJson.parser(body, size)) {
			readEnvelope(json, batch, size);
		}
		catch (JacksonException broken) {
			TraceProblem problem = new TraceProblem(ProblemType.INVALID_REQUEST,
					"the body is not JSON: " + StrictJson.describe(broken), broken);
			if (batch.size() == 0) {
				throw problem;
			}
			batch.refuse(null, new TraceProblem(ProblemType.INVALID_REQUEST,
					problem.detail() + "; nothing from there on was read", broken));
		}
		return batch.finish();
	}

	/**
	 * Reads a trace a line.
	 * @throws TraceProblem {@code INVALID_REQUEST} when no line is JSON, or a passing
	 * fault
	 */
	public IngestedBatch readLines(InputStream body, Wait wait) {
		BatchIngestion batch = this.service.openBatch(wait);
		NdjsonLines lines = new NdjsonLines(body, lineBytesMax());
		TraceProblem unreadable = null;
		boolean readable = false;
		while (lines.next()) {
			TraceProblem broken = readLine(lines, batch);
			readable |= broken == null;
			unreadable = (unreadable != null) ? unreadable : broken;
		}
		if (unreadable != null && !readable) {
			throw new TraceProblem(ProblemType.INVALID_REQUEST,
					"no line of the body is a trace; the first: " + unreadable.detail(), unreadable);
		}
		return batch.finish();
	}

	private void readEnvelope(JsonParser json, BatchIngestion batch, RequestSize size) {
		size.end();
		JsonToken first = json.nextToken();
		if (first == JsonToken.START_ARRAY) {
			readArray(json, batch, size);
		}
		else if (first == JsonToken.START_OBJECT) {
			readTraces(json, batch, size);
		}
		else {
			throw noEnvelope();
		}
		// What follows the batch is either nothing or an error.
		if (json.nextToken() != null) {
			batch.refuse(null, TraceProblem.invalidRequest("the body goes on after the batch, at line "
					+ json.currentTokenLocation().getLineNr() + "; send one array, or NDJSON"));
		}
	}

	private void readTraces(JsonParser json, BatchIngestion batch, RequestSize size) {
		boolean found = false;
		while (json.nextToken() != JsonToken.END_OBJECT) {
			boolean traces = json.currentName().equals("traces");
			JsonToken value = json.nextToken();
			if (!traces) {
				json.skipChildren();
			}
			else if (value == JsonToken.START_ARRAY) {
				found = true;
				readArray(json, batch, size);
			}
			else {
				throw TraceProblem.invalidRequest("traces must be an array");
			}
		}
		if (!found) {
			throw noEnvelope();
		}
	}

	private void readArray(JsonParser json, BatchIngestion batch, RequestSize size) {
		TokenStreamContext array = json.streamReadContext();
		while (json.nextToken() != JsonToken.END_ARRAY) {
			SimpleJsonDecoder decoder = new SimpleJsonDecoder(json, array, size);
			size.begin();
			TraceProblem problem = readElement(decoder, batch);
			size.end();
			if (problem != null) {
				decoder.skipRest();
				batch.refuse(decoder.traceIdAsSent(), problem);
			}
		}
	}

	/** What is wrong with the trace, or null when it was added. */
	private @Nullable TraceProblem readElement(SimpleJsonDecoder decoder, BatchIngestion batch) {
		TraceSubmission submission;
		try {
			submission = decoder.read();
		}
		catch (TraceProblem problem) {
			if (problem.type() != ProblemType.INVALID_TRACE) {
				throw problem;
			}
			return problem;
		}
		batch.add(withSystem(submission));
		return null;
	}

	/** What makes the line no JSON, or null when it is. */
	private @Nullable TraceProblem readLine(NdjsonLines lines, BatchIngestion batch) {
		TraceProblem problem;
		if (lines.isTooLong()) {
			problem = new TraceProblem(ProblemType.PAYLOAD_TOO_LARGE, "the line is longer than " + lineBytesMax()
					+ " bytes; send less or raise " + ReceiveProperties.PREFIX + "line-max");
		}
		else {
			RequestSize size = size();
			try (JsonParser json = StrictJson.parser(new ByteArrayInputStream(lines.bytes()), size)) {
				readOnly(json, batch, size);
				return null;
			}
			catch (JacksonException broken) {
				problem = new TraceProblem(ProblemType.INVALID_REQUEST,
						"the line is not JSON: " + StrictJson.describe(broken), broken);
			}
		}
		batch.refuse(null, problem);
		return problem;
	}

	/** Reads the one trace that a line is. */
	private void readOnly(JsonParser json, BatchIngestion batch, RequestSize size) {
		json.nextToken();
		SimpleJsonDecoder decoder = new SimpleJsonDecoder(json, null, size);
		TraceSubmission submission;
		try {
			submission = decoder.read();
			if (json.nextToken() != null) {
				throw TraceProblem.invalidTrace("the line goes on after the trace; send one trace a line");
			}
		}
		catch (TraceProblem problem) {
			decoder.skipRest();
			batch.refuse(decoder.traceIdAsSent(), problem);
			return;
		}
		batch.add(withSystem(submission));
	}

	private int lineBytesMax() {
		return Math.toIntExact(this.properties.lineMax().toBytes());
	}

	private RequestSize size() {
		return RequestSize.ofTrace(this.ingest, this.properties);
	}

	private TraceSubmission withSystem(TraceSubmission submission) {
		return (submission.systemId() != null) ? submission
				: new TraceSubmission(submission.traceId(), this.systemId, submission.spans());
	}

	private static TraceProblem noEnvelope() {
		return TraceProblem.invalidRequest("the body holds no batch; send an array of traces, {\"traces\": […]}, or a "
				+ "trace a line as application/x-ndjson; a single trace goes to /api/traces");
	}

}
