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

/**
 * Reads batches of traces as a stream and ingests them on the way: of a body of any size
 * one trace at a time is in memory, and one portion on its way to the store. A trace that
 * does not fit is refused and does not stop the others. Thread-safe.
 */
public final class BatchReader {

	private final IngestService service;

	private final ReceiveProperties properties;

	private final IngestProperties ingest;

	private final BytesInFlight inFlight;

	private final @Nullable String systemId;

	BatchReader(IngestService service, ReceiveProperties properties, IngestProperties ingest, BytesInFlight inFlight) {
		this(service, properties, ingest, inFlight, null);
	}

	private BatchReader(IngestService service, ReceiveProperties properties, IngestProperties ingest,
			BytesInFlight inFlight, @Nullable String systemId) {
		this.service = service;
		this.properties = properties;
		this.ingest = ingest;
		this.inFlight = inFlight;
		this.systemId = systemId;
	}

	/** A reader that takes every trace which names no system for one of this system. */
	public BatchReader withSystem(@Nullable String fallbackSystemId) {
		return new BatchReader(this.service, this.properties, this.ingest, this.inFlight, fallbackSystemId);
	}

	/**
	 * Reads a JSON array of traces, or an object that has one under {@code traces}. Where
	 * the JSON breaks, or a trace is too large, what was read before stays, and the rest
	 * is one refusal.
	 * @throws TraceProblem {@code INVALID_REQUEST} or {@code PAYLOAD_TOO_LARGE} when
	 * nothing could be read, or a passing fault
	 */
	public IngestedBatch readJson(InputStream body, Wait wait) {
		BatchIngestion batch = this.service.openBatch(wait);
		try (BytesInFlight.Share share = this.inFlight.open(Transport.JSON_BATCH)) {
			new JsonBatch(new ElementInputStream(body, lineBytesMax(), share::hold), size(), batch, this::withSystem)
				.read();
		}
		return batch.finish();
	}

	/**
	 * Reads a trace a line. Where the body breaks off, what was read before stays, and
	 * the rest is one refusal.
	 * @throws TraceProblem {@code INVALID_REQUEST} when no line is JSON, or a passing
	 * fault
	 */
	public IngestedBatch readLines(InputStream body, Wait wait) {
		BatchIngestion batch = this.service.openBatch(wait);
		try (BytesInFlight.Share share = this.inFlight.open(Transport.JSON_BATCH)) {
			readLines(new NdjsonLines(body, lineBytesMax(), share::hold), batch);
		}
		return batch.finish();
	}

	private void readLines(NdjsonLines lines, BatchIngestion batch) {
		TraceProblem unreadable = null;
		boolean readable = false;
		while (hasNext(lines, batch)) {
			TraceProblem broken = readLine(lines, batch);
			readable |= broken == null;
			unreadable = (unreadable != null) ? unreadable : broken;
		}
		if (unreadable != null && !readable) {
			throw new TraceProblem(ProblemType.INVALID_REQUEST,
					"no line of the body is a trace; the first: " + unreadable.detail(), unreadable);
		}
	}

	/**
	 * Where the body breaks off, what was read before stays, and the rest is one refusal.
	 */
	private static boolean hasNext(NdjsonLines lines, BatchIngestion batch) {
		try {
			return lines.next();
		}
		catch (TraceProblem brokenOff) {
			if (brokenOff.type() != ProblemType.INVALID_REQUEST || batch.size() == 0) {
				throw brokenOff;
			}
			batch.refuse(null, new TraceProblem(brokenOff.type(),
					brokenOff.detail() + "; nothing from there on was read", brokenOff));
			return false;
		}
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

}
