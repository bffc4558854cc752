package io.mahavishnu.otel.receive;

import java.util.function.Function;

import io.mahavishnu.otel.ingest.IngestProperties;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;

/**
 * Counts what a request holds while it is decoded, and refuses it at the limits: two
 * bytes on the wire can be a span, and a thousand of them one byte of gzip. For one
 * export, or for one trace after the other; not thread-safe.
 */
final class RequestSize {

	private final String what;

	private final int spansMax;

	private final String spansSetting;

	private final long valuesMax;

	private final Function<String, TraceProblem> refusal;

	private long spansLeft;

	private long valuesLeft;

	private RequestSize(String what, int spansMax, String spansSetting, long valuesMax,
			Function<String, TraceProblem> refusal) {
		this.what = what;
		this.spansMax = spansMax;
		this.spansSetting = spansSetting;
		this.valuesMax = valuesMax;
		this.refusal = refusal;
		begin();
	}

	/** What one export may hold; more is {@code PAYLOAD_TOO_LARGE}. */
	static RequestSize ofExport(IngestProperties ingest, ReceiveProperties receive) {
		return new RequestSize("request", ingest.spansPerExportMax(), "spans-per-export-max", receive.valuesMax(),
				(detail) -> new TraceProblem(ProblemType.PAYLOAD_TOO_LARGE, detail));
	}

	/** What one trace may hold; more is {@code INVALID_TRACE}. */
	static RequestSize ofTrace(IngestProperties ingest, ReceiveProperties receive) {
		return new RequestSize("trace", ingest.spansPerTraceMax(), "spans-per-trace-max", receive.valuesMax(),
				TraceProblem::invalidTrace);
	}

	/** Anything is taken. */
	static RequestSize unlimited() {
		return new RequestSize("request", Integer.MAX_VALUE, "", Long.MAX_VALUE, TraceProblem::invalidRequest);
	}

	/** Counts from zero on, for the next trace. */
	void begin() {
		this.spansLeft = this.spansMax;
		this.valuesLeft = this.valuesMax;
	}

	/** Counts no more: what follows is passed over, and not kept. */
	void end() {
		this.spansLeft = Long.MAX_VALUE;
		this.valuesLeft = Long.MAX_VALUE;
	}

	/**
	 * Counts a span.
	 * @throws TraceProblem when it is one too many
	 */
	void addSpan() {
		if (--this.spansLeft < 0) {
			throw this.refusal.apply("the " + this.what + " has more than " + this.spansMax + " spans; send at most "
					+ this.spansMax + " at a time or raise mahavishnu.otel-ingester.ingest." + this.spansSetting);
		}
	}

	/**
	 * Counts a value.
	 * @throws TraceProblem when it is one too many
	 */
	void addValue() {
		if (--this.valuesLeft < 0) {
			throw tooManyValues();
		}
	}

	/**
	 * Refuses values before they are decoded.
	 * @param more how many there are
	 * @throws TraceProblem when they are too many
	 */
	void requireRoomFor(long more) {
		if (more > this.valuesLeft) {
			throw tooManyValues();
		}
	}

	private TraceProblem tooManyValues() {
		return this.refusal.apply("the " + this.what + " has more than " + this.valuesMax
				+ " values (attributes, events, links, elements of arrays; in JSON all); send less at a time or raise "
				+ ReceiveProperties.PREFIX + "values-max");
	}

}
