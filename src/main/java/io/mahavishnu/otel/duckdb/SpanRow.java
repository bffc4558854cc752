package io.mahavishnu.otel.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import org.duckdb.DuckDBAppender;
import tools.jackson.core.JacksonException;

/**
 * A span as it goes into the table, made by the thread that sends it, so that the writer
 * has little to do.
 *
 * @param received the span
 * @param contentHash its {@link ContentHash}
 * @param attributes its attributes as text
 * @param resource its resource as text
 * @param scope its scope as text
 * @param events its events as text
 * @param links its links as text
 */
record SpanRow(ReceivedSpan received, long contentHash, String attributes, String resource, String scope, String events,
		String links) {

	/** Ids, times and whatever else every row has. */
	private static final int FIXED_CHARACTERS = 100;

	/**
	 * The rows of some spans.
	 * @throws TraceProblem of type {@code INVALID_TRACE} when a text is no Unicode (a
	 * surrogate stands alone) or a value is nested too deep to be read back
	 */
	static List<SpanRow> of(List<ReceivedSpan> spans) {
		Map<Resource, String> resources = new IdentityHashMap<>();
		Map<Scope, String> scopes = new IdentityHashMap<>();
		List<SpanRow> rows = new ArrayList<>(spans.size());
		for (ReceivedSpan received : spans) {
			rows.add(of(received, resources, scopes));
		}
		return rows;
	}

	// spans of a request share their resource and scope: each is written once
	private static SpanRow of(ReceivedSpan received, Map<Resource, String> resources, Map<Scope, String> scopes) {
		Span span = received.span();
		try {
			SpanRow row = new SpanRow(received, ContentHash.of(span), StoredJson.of(span.attributes()),
					resources.computeIfAbsent(span.resource(), StoredJson::of),
					scopes.computeIfAbsent(span.scope(), StoredJson::of), StoredJson.ofEvents(span.events()),
					StoredJson.ofLinks(span.links()));
			row.requireUnicode();
			return row;
		}
		catch (JacksonException failure) {
			throw TraceProblem.invalidTrace("span " + span.spanId() + " of trace " + span.traceId()
					+ " has a value that cannot be stored: " + failure.getOriginalMessage());
		}
	}

	/** About how many characters it is stored in, at least 1. */
	int characters() {
		return FIXED_CHARACTERS + this.received.span().name().length() + this.attributes.length() + this.events.length()
				+ this.links.length();
	}

	/** Appends the row under a sequence number. */
	void appendTo(DuckDBAppender appender, long sequence) throws SQLException {
		Span span = this.received.span();
		SpanId parent = span.parentSpanId();
		String service = span.serviceName();
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
			.append((service != null) ? service : "")
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

	private void requireUnicode() {
		Span span = this.received.span();
		String caller = this.received.callerSystemId();
		if (!(isUnicode(span.name()) && isUnicode(span.status().message()) && isUnicode(span.traceState())
				&& isUnicode((caller != null) ? caller : "") && isUnicode(this.attributes) && isUnicode(this.resource)
				&& isUnicode(this.scope) && isUnicode(this.events) && isUnicode(this.links))) {
			throw TraceProblem.invalidTrace("span " + span.spanId() + " of trace " + span.traceId()
					+ " has a text with half of a surrogate pair, which is no Unicode");
		}
	}

	private static boolean isUnicode(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (Character.isSurrogate(c)) {
				boolean paired = Character.isHighSurrogate(c) && i + 1 < text.length()
						&& Character.isLowSurrogate(text.charAt(i + 1));
				if (!paired) {
					return false;
				}
				i++;
			}
		}
		return true;
	}

}
