package io.mahavishnu.otel.duckdb;

import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

import io.mahavishnu.otel.store.SpanFigures;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Adds up figures of the spans of a service, or of one of its span names. Durations are
 * known to about a hundredth. Traces are counted exactly while all come from one stretch
 * of the log; those of several are estimated by HyperLogLog, which is exact for few of
 * them. Not safe for use by several threads.
 */
final class GroupFigures {

	/** The standard error of the estimate is 0.8 % of the traces of a service. */
	private static final int SERVICE_LG_K = 14;

	/** And 1.6 % of those of a span name, of which there are many more. */
	private static final int NAME_LG_K = 12;

	private final TreeMap<Short, DurationClass> durations = new TreeMap<>();

	private final HllUnion traces;

	private long tracesAtLeast;

	private long tracesAtMost;

	GroupFigures(Group group) {
		this.traces = new HllUnion((group.name() == null) ? SERVICE_LG_K : NAME_LG_K);
	}

	/** Adds the spans of a row of durations. */
	void addDurations(ResultSet row) throws SQLException {
		this.durations.merge(row.getShort("duration_class"), DurationClass.of(row), DurationClass::and);
	}

	/** Adds a trace by its hash, which is not in yet. */
	void addTrace(long hash) {
		this.traces.update(hash);
		this.tracesAtLeast++;
		this.tracesAtMost++;
	}

	/** Adds the traces of a row of traces. */
	void addTraces(ResultSet row) throws SQLException {
		Blob sketch = row.getBlob("traces");
		addTraces(row.getLong("trace_count"), HllSketch.heapify(sketch.getBytes(1, (int) sketch.length())));
	}

	/** Adds those of another stretch. */
	void add(GroupFigures other) {
		other.durations
			.forEach((durationClass, spans) -> this.durations.merge(durationClass, spans, DurationClass::and));
		addTraces(other.traceCount(), other.traces.getResult());
	}

	private void addTraces(long count, HllSketch sketch) {
		this.traces.update(sketch);
		this.tracesAtLeast = Math.max(this.tracesAtLeast, count);
		this.tracesAtMost += count;
	}

	/** The figures of all that was added, at least one span. */
	SpanFigures total() {
		DurationClass all = this.durations.values().stream().reduce(DurationClass::and).orElseThrow();
		return new SpanFigures(traceCount(), all.spans, all.errors, quantile(0.5, all.spans), quantile(0.95, all.spans),
				quantile(0.99, all.spans), all.lastSeenNanos);
	}

	private long traceCount() {
		return Math.clamp(Math.round(this.traces.getEstimate()), this.tracesAtLeast, this.tracesAtMost);
	}

	/** The duration that a share of the spans do not exceed. */
	private long quantile(double share, long spans) {
		long left = (long) Math.ceil(share * spans);
		for (DurationClass each : this.durations.values()) {
			left -= each.spans;
			if (left <= 0) {
				return Math.round(each.meanNanos);
			}
		}
		throw new IllegalArgumentException("no share: " + share);
	}

	/** Appends the rows of durations that make it up again. */
	void appendDurationsTo(DuckDBAppender appender, Stretch stretch, Group group) throws SQLException {
		for (Map.Entry<Short, DurationClass> each : this.durations.entrySet()) {
			DurationClass spans = each.getValue();
			group.beginRow(appender, stretch)
				.append(each.getKey().shortValue())
				.append(spans.meanNanos)
				.append(spans.spans)
				.append(spans.errors)
				.append(spans.lastSeenNanos)
				.endRow();
		}
	}

	/** Appends the row of traces that makes it up again. */
	void appendTracesTo(DuckDBAppender appender, Stretch stretch, Group group) throws SQLException {
		group.beginRow(appender, stretch)
			.append(traceCount())
			.append(this.traces.getResult(TgtHllType.HLL_4).toCompactByteArray())
			.endRow();
	}

	/**
	 * Whose figures.
	 *
	 * @param service the service
	 * @param name the span name, null for all spans of the service
	 */
	record Group(String service, @Nullable String name) {

		private DuckDBAppender beginRow(DuckDBAppender appender, Stretch stretch) throws SQLException {
			appender.beginRow().append(stretch.last()).append(this.service);
			return (this.name != null) ? appender.append(this.name) : appender.appendNull();
		}

	}

	/** Spans whose durations are nearly alike. */
	private record DurationClass(double meanNanos, long spans, long errors, long lastSeenNanos) {

		static DurationClass of(ResultSet row) throws SQLException {
			return new DurationClass(row.getDouble("duration_ns"), row.getLong("span_count"),
					row.getLong("error_count"), row.getLong("last_seen_ns"));
		}

		DurationClass and(DurationClass other) {
			long both = this.spans + other.spans;
			return new DurationClass((this.meanNanos * this.spans + other.meanNanos * other.spans) / both, both,
					this.errors + other.errors, Math.max(this.lastSeenNanos, other.lastSeenNanos));
		}

	}

}
