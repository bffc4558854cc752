package io.mahavishnu.otel.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanKind;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;

/**
 * Reads rows of the spans table. Resources and scopes repeat from row to row: each
 * distinct text is read once a reader. For one query on one thread.
 */
final class SpanReader implements RowMapper<Change.Appended> {

	private final Map<String, Resource> resources = new HashMap<>();

	private final Map<String, Scope> scopes = new HashMap<>();

	@Override
	public Change.Appended mapRow(ResultSet row, int rowNumber) throws SQLException {
		String name = row.getString("name");
		String attributes = row.getString("attributes");
		String events = row.getString("events");
		String links = row.getString("links");
		Span span = Span.builder(new TraceId(row.getString("trace_id")), new SpanId(row.getString("span_id")), name)
			.parent(spanId(row.getString("parent_span_id")))
			.kind(SpanKind.ofNumber(row.getInt("kind")))
			.time(row.getLong("start_ns"), row.getLong("end_ns"))
			.status(new SpanStatus(SpanStatus.Code.ofNumber(row.getInt("status_code")),
					row.getString("status_message")))
			.attributes(StoredJson.attributes(attributes))
			.resource(this.resources.computeIfAbsent(row.getString("resource"), StoredJson::resource))
			.scope(this.scopes.computeIfAbsent(row.getString("scope"), StoredJson::scope))
			.events(StoredJson.events(events))
			.links(StoredJson.links(links))
			.traceState(row.getString("trace_state"))
			.flags(row.getInt("flags"))
			.dropped(new Span.Dropped(row.getInt("dropped_attributes"), row.getInt("dropped_events"),
					row.getInt("dropped_links")))
			.build();
		return new Change.Appended(new LogPosition(row.getLong("seq")),
				new ReceivedSpan(span, row.getString("caller_system_id"), row.getLong("received_ns")),
				SpanRow.characters(name, attributes, events, links));
	}

	private static @Nullable SpanId spanId(@Nullable String id) {
		return (id != null) ? new SpanId(id) : null;
	}

}
