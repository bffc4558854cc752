package io.mahavishnu.otel.duckdb;

import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.OldTraces;
import io.mahavishnu.otel.store.ReceiptBound;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.trace.EpochTimes;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The statements over the tables of spans and deletions. Stateless. */
final class SpanTable {

	private static final String READ = Sql.named("spans-read");

	private static final String HASHES = Sql.named("spans-hashes");

	private static final String CHANGES = Sql.named("spans-changes");

	private static final String DELETE = Sql.named("spans-delete");

	private static final String NUMBERS = Sql.named("spans-numbers");

	private static final String RECENT = Sql.named("spans-recent");

	private static final String LOOKED_AT = Sql.named("spans-looked-at");

	private static final String OLDEST = Sql.named("spans-oldest");

	private static final String GROWN = Sql.named("spans-grown");

	private static final String SEQUENCE_AT = """
			SELECT coalesce(approx_quantile(seq, CAST(:share AS FLOAT)), 0) FROM spans""";

	private static final String RECEIVED_AT = """
			SELECT coalesce(approx_quantile(received_ns, CAST(:share AS FLOAT)), 0) FROM spans""";

	private static final String DELETIONS = Sql.named("deletions-changes");

	private static final String LAST_SEQUENCE = Sql.named("last-sequence");

	private static final String COUNT = "SELECT count(*) FROM spans";

	private SpanTable() {
	}

	/** The last sequence number of spans and deletions; 0 when there is none. */
	static long lastSequence(Session session) {
		return session.sql(LAST_SEQUENCE).query(Long.class).single();
	}

	/** Makes known which spans stand after a sequence number. */
	static void remember(Session session, long after, RecentSpans recents) {
		session.sql(RECENT).param("after", after).query((row) -> {
			recents.add(new TraceId(row.getString("trace_id")), new SpanId(row.getString("span_id")),
					row.getLong("content_hash"));
		});
	}

	/**
	 * Deletes the spans of some traces, and the figures that they are in, and notes that
	 * under the next sequence numbers.
	 * @return the numbers of the deleted spans
	 */
	static List<Long> delete(Session session, Collection<TraceLocation> traces, LogPosition tail,
			SequenceLog sequence) {
		List<Long> deleted = new ArrayList<>();
		for (ReadWindow window : ReadWindow.covering(traces, tail, sequence.head())) {
			deleted.addAll(in(window, session.sql(NUMBERS)).query((row, _) -> row.getLong("seq")).list());
			in(window, session.sql(DELETE)).update();
		}
		FigureTables.forget(session, deleted);
		long deletedNanos = EpochTimes.ofInstant(Instant.now());
		session.append("deletions", (appender) -> {
			for (TraceLocation trace : traces) {
				appender.beginRow().append(sequence.next()).append(trace.id().value()).append(deletedNanos).endRow();
			}
		});
		return deleted;
	}

	/** See {@link io.mahavishnu.otel.store.TraceStore#oldest}; within a transaction. */
	static OldTraces oldest(Session session, LogPosition after, int spansMax, ReceiptBound bound, LogPosition head) {
		long[] lookedAt = session.sql(LOOKED_AT)
			.param("after", after.value())
			.param("before", bound.beforeEpochNanos())
			.param("bound", bound.upTo().value())
			.param("limit", spansMax)
			.query((row, _) -> new long[] { row.getLong("last_seq"), row.getLong("span_count") })
			.single();
		if (lookedAt[1] == 0) {
			return new OldTraces(List.of(), head, after, true);
		}
		List<TraceLocation> traces = session.sql(OLDEST)
			.param("after", after.value())
			.param("before", bound.beforeEpochNanos())
			.param("bound", bound.upTo().value())
			.param("last", lookedAt[0])
			.query((row, _) -> new TraceLocation(new TraceId(row.getString("trace_id")),
					new SpanLocations(List.of(new SpanLocations.Range(new LogPosition(row.getLong("first_seq")),
							new LogPosition(row.getLong("last_seq")))))))
			.list();
		return new OldTraces(traces, head, new LogPosition(lookedAt[0]), lookedAt[1] < spansMax);
	}

	/** Those of some traces that got a span after they were looked for. */
	static Set<TraceId> grown(Session session, OldTraces traces) {
		if (traces.traces().isEmpty()) {
			return Set.of();
		}
		return new HashSet<>(session.sql(GROWN)
			.param("tail", traces.tail().value())
			.param("traces", traces.traces().stream().map((trace) -> trace.id().value()).toList())
			.query((row, _) -> new TraceId(row.getString("trace_id")))
			.list());
	}

	/** See {@link io.mahavishnu.otel.store.TraceStore#positionAt}. */
	static long sequenceAt(Session session, double share) {
		return session.sql(SEQUENCE_AT).param("share", share).query(Long.class).single();
	}

	/** See {@link io.mahavishnu.otel.store.TraceStore#receivedEpochNanosAt}. */
	static long receivedNanosAt(Session session, double share) {
		return session.sql(RECEIVED_AT).param("share", share).query(Long.class).single();
	}

	/** The spans of some traces; see {@link io.mahavishnu.otel.store.TraceStore#read}. */
	static Map<TraceId, List<Change.Appended>> read(Session session, Collection<TraceLocation> traces, LogPosition tail,
			LogPosition head) {
		Map<TraceId, List<Change.Appended>> found = new LinkedHashMap<>();
		Set<SpanKey> seen = new HashSet<>();
		SpanReader reader = new SpanReader();
		for (ReadWindow window : ReadWindow.covering(traces, tail, head)) {
			in(window, session.sql(READ)).query(reader)
				.list()
				.stream()
				.sorted(Comparator.comparing(Change.Appended::position))
				.filter((each) -> seen.add(new SpanKey(each.traceId(), each.received().span().spanId())))
				.forEach((each) -> found.computeIfAbsent(each.traceId(), (_) -> new ArrayList<>()).add(each));
		}
		return found;
	}

	/** See {@link io.mahavishnu.otel.store.TraceStore#hashes}. */
	static Map<TraceId, Map<SpanId, Long>> hashes(Session session, Collection<TraceLocation> traces, LogPosition tail,
			LogPosition head) {
		Map<TraceId, Map<SpanId, Long>> found = new HashMap<>();
		for (ReadWindow window : ReadWindow.covering(traces, tail, head)) {
			in(window, session.sql(HASHES)).query((row) -> {
				found.computeIfAbsent(new TraceId(row.getString("trace_id")), (_) -> new HashMap<>())
					.putIfAbsent(new SpanId(row.getString("span_id")), row.getLong("content_hash"));
			});
		}
		return found;
	}

	/**
	 * The first spans of a stretch of sequence numbers, in order, until they have so many
	 * characters.
	 */
	static List<Change.Appended> appended(Session session, long first, long last, int limit, long characters) {
		SpanReader reader = new SpanReader();
		return stretch(session.sql(CHANGES), first, last, limit).query((ResultSet rows) -> {
			List<Change.Appended> read = new ArrayList<>();
			for (long left = characters; left > 0 && rows.next(); left -= read.getLast().characters()) {
				read.add(reader.mapRow(rows, read.size()));
			}
			return read;
		});
	}

	/** The first deletions of a stretch of sequence numbers, in order. */
	static List<Change> deleted(Session session, long first, long last, int limit) {
		return stretch(session.sql(DELETIONS), first, last, limit)
			.query((row,
					_) -> (Change) new Change.Deleted(new LogPosition(row.getLong("seq")),
							new TraceId(row.getString("trace_id"))))
			.list();
	}

	/** How many rows there are. */
	static long count(Session session) {
		return session.sql(COUNT).query(Long.class).single();
	}

	private static StatementSpec in(ReadWindow window, StatementSpec statement) {
		return statement.param("first", window.first()).param("last", window.last()).param("traces", window.traces());
	}

	private static StatementSpec stretch(StatementSpec statement, long first, long last, int limit) {
		return statement.param("first", first).param("last", last).param("limit", limit);
	}

	private record SpanKey(TraceId traceId, SpanId spanId) {

	}

}
