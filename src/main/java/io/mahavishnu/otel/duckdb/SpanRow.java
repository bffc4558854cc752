package io.mahavishnu.otel.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.ContentHash;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import org.duckdb.DuckDBAppender;

/**
 * A span as it goes into the table, made by the thread that sends it, so that the writer
 * has little to do.
 *
 * @param received the span
 * @param contentHash its {@link ContentHash}
 * @param service the service that it belongs to, or {@code ""}
 * @param attributes its attributes as text
 * @param resource its resource as text
 * @param scope its scope as text
 * @param events its events as text
 * @param links its links as text
 */
record SpanRow(ReceivedSpan received, long contentHash, String service, String attributes, String resource,
		String scope, String events, String links) {

	/** Ids, times and whatever else every row has. */
	private static final int FIXED_CHARACTERS = 100;

	/**
	 * The rows of some spans.
	 * @throws TraceProblem of type {@code INVALID_TRACE} when a text is no Unicode (a
	 * surrogate stands alone) or a value is nested too deep to be read back
	 */
	static List<SpanRow> of(List<ReceivedSpan> spans) {
		try (SpanRows rows = new SpanRows()) {
			List<SpanRow> made = new ArrayList<>(spans.size());
			for (ReceivedSpan span : spans) {
				made.add(rows.row(span));
			}
			return made;
		}
	}

	/** See {@link io.mahavishnu.otel.store.Change.Appended#characters()}. */
	int characters() {
		return characters(this.received.span().name(), this.attributes, this.events, this.links);
	}

	static int characters(String name, String attributes, String events, String links) {
		return FIXED_CHARACTERS + name.length() + attributes.length() + events.length() + links.length();
	}

	/** Appends the row under a sequence number. */
	void appendTo(DuckDBAppender appender, long sequence) throws SQLException {
		Span span = this.received.span();
		SpanId parent = span.parentSpanId();
		appender.beginRow()
			.append(sequence)
			.append(span.traceId().value())
			.append(span.spanId().value())
			.append((parent != null) ? parent.value() : null)
			.append(span.name())
			.append((byte) span.kind().number())
			.append(span.startEpochNanos())
			.append(span.endEpochNanos())
			.append((byte) span.status().code().number())
			.append(span.status().message())
			.append(this.service)
			.append(this.attributes)
			.append(this.resource)
			.append(this.scope)
			.append(this.events)
			.append(this.links)
			.append(span.traceState())
			.append(span.flags())
			.append(span.dropped().attributes())
			.append(span.dropped().events())
			.append(span.dropped().links())
			.append(this.received.callerSystemId())
			.append(this.received.receivedEpochNanos())
			.append(this.contentHash)
			.endRow();
	}

}
