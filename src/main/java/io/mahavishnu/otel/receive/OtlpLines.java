package io.mahavishnu.otel.receive;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.ReceivedSpan;

/**
 * Spans as OTLP's JSON, an export request a line, one line in memory at a time. Not
 * thread-safe.
 */
public final class OtlpLines {

	private final NdjsonLines lines;

	private final long receivedEpochNanos;

	private int number;

	private long rejected;

	/**
	 * The lines of a stream.
	 * @param in the stream
	 * @param lineBytesMax the most bytes of a line
	 * @param receivedEpochNanos when they are received, nanoseconds since 1970 UTC
	 */
	public OtlpLines(InputStream in, int lineBytesMax, long receivedEpochNanos) {
		this.lines = new NdjsonLines(in, lineBytesMax, (_) -> {
		});
		this.receivedEpochNanos = receivedEpochNanos;
	}

	/**
	 * The spans of the next line; empty after the last.
	 * @throws TraceProblem {@code INVALID_REQUEST} or {@code PAYLOAD_TOO_LARGE}, with the
	 * number of the line
	 */
	public Optional<List<ReceivedSpan>> next() {
		if (!this.lines.next()) {
			return Optional.empty();
		}
		this.number++;
		if (this.lines.isTooLong()) {
			throw new TraceProblem(ProblemType.PAYLOAD_TOO_LARGE,
					"line " + this.number + " is too long: raise " + ReceiveProperties.PREFIX + "line-max");
		}
		OtlpExport export = new OtlpExport(this.receivedEpochNanos, RequestSize.unlimited());
		try {
			OtlpJsonDecoder.decode(new ByteArrayInputStream(this.lines.bytes()), export);
		}
		catch (TraceProblem problem) {
			throw new TraceProblem(problem.type(), "line " + this.number + ": " + problem.detail(), problem);
		}
		this.rejected += export.rejected();
		return Optional.of(export.spans());
	}

	/** How many spans so far can never be stored. */
	public long rejected() {
		return this.rejected;
	}

}
