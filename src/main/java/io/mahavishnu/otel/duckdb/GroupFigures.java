package io.mahavishnu.otel.duckdb;

import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

import io.mahavishnu.otel.store.SpanFigures;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Adds up figures of the spans of a service, or of one of its span names. Durations are
 * known to two hundredths. Traces are counted exactly while all come from one stretch of
 * the log; those of several are estimated by HyperLogLog, which is exact for few of them.
 * Not safe for use by several threads.
 */
final class GroupFigures {

	/** The standard error of the estimate is 0.8 % of the traces of a service. */
	private static final int SERVICE_LG_K = 14;

	/** And 2.3 % of those of a span name, of which there are many more. */
	private static final int NAME_LG_K = 11;

	private static final int STANDARD_ERRORS = 2;

	/** So many traces take less room by themselves than in a sketch. */
	private static final int HASHES_MAX = 16;

	private final int lgK;

	private final TreeMap<Short, DurationClass> durations = new TreeMap<>();

	/** The traces that are not in the sketch. */
	private long[] hashes = {};

	private @Nullable HllUnion sketch;

	private long tracesAtLeast;

	private long tracesAtMost;

	GroupFigures(Group group) {
		this.lgK = (group.name() == null) ? SERVICE_LG_K : NAME_LG_K;
	}

	/** Adds the spans of a row of durations. */
	void addDurations(ResultSet row) throws SQLException {
		this.durations.merge(row.getShort("duration_class"), DurationClass.of(row), DurationClass::and);
	}

	/** Adds the traces of a row of hashes, none of which is in yet. */
	void addTraceHashes(ResultSet row) throws SQLException {
		for (Object hash : (Object[]) row.getArray("trace_hashes").getArray()) {
			addTrace((Long) hash);
		}
	}

	private void addTrace(long hash) {
		this.tracesAtLeast++;
		this.tracesAtMost++;
		if (this.sketch != null) {
			this.sketch.update(hash);
		}
		else if (this.hashes.length < HASHES_MAX) {
			this.hashes = Arrays.copyOf(this.hashes, this.hashes.length + 1);
			this.hashes[this.hashes.length - 1] = hash;
		}
		else {
			sketch().update(hash);
		}
	}

	/** Adds the traces of a row of traces. */
	void addTraces(ResultSet row) throws SQLException {
		Blob kept = row.getBlob("traces");
		addTraces(row.getLong("trace_count"), HllSketch.heapify(kept.getBytes(1, (int) kept.length())));
	}

	/** Adds those of another stretch. */
	void add(GroupFigures other) {
		other.durations
			.forEach((durationClass, spans) -> this.durations.merge(durationClass, spans, DurationClass::and));
		if (this.sketch == null && other.sketch == null && this.hashes.length + other.hashes.length <= HASHES_MAX) {
			this.hashes = LongStream.concat(Arrays.stream(this.hashes), Arrays.stream(other.hashes))
				.distinct()
				.toArray();
			this.tracesAtLeast = this.hashes.length;
			this.tracesAtMost = this.hashes.length;
		}
		else {
			addTraces(other.traceCount(), other.sketch().getResult());
		}
	}

	private void addTraces(long count, HllSketch traces) {
		sketch().update(traces);
		this.tracesAtLeast = Math.max(this.tracesAtLeast, count);
		this.tracesAtMost += count;
	}

	private HllUnion sketch() {
		if (this.sketch == null) {
			this.sketch = new HllUnion(this.lgK);
			for (long hash : this.hashes) {
				this.sketch.update(hash);
			}
			this.hashes = new long[] {};
		}
		return this.sketch;
	}

	/** The figures of all that was added, at least one span. */
	SpanFigures total() {
		DurationClass all = this.durations.values().stream().reduce(DurationClass::and).orElseThrow();
		return new SpanFigures(traceCount(), all.spans, all.errors, quantile(0.5, all.spans), quantile(0.95, all.spans),
				quantile(0.99, all.spans), all.lastSeenNanos);
	}

	private long traceCount() {
		if (this.tracesAtLeast == this.tracesAtMost) {
			return this.tracesAtLeast;
		}
		// few traces lie in two stretches: when the sketch does not tell otherwise, none
		if (sketch().getUpperBound(STANDARD_ERRORS) >= this.tracesAtMost) {
			return this.tracesAtMost;
		}
		return Math.clamp(Math.round(sketch().getEstimate()), this.tracesAtLeast, this.tracesAtMost);
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
			.append(sketch().getResult(TgtHllType.HLL_4).toCompactByteArray())
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
