package io.mahavishnu.otel.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * Which spans decided how long a trace took: had a segment of the path been shorter, the
 * answer would have come sooner. Walked back from the end of the root: the time before
 * the current point belongs to the last-finishing child that ended by then, and what no
 * child explains to the span itself. After Zhang et al., "CRISP: Critical Path Analysis
 * of Large-Scale Microservice Architectures", USENIX ATC 2022, section 3.
 * <p>
 * Real traces are not nested as in the paper; what is done then:
 * <ul>
 * <li>A child that outlives its parent is <em>asynchronous</em>, and not on the path,
 * when it is of the same service (one clock) or longer than the parent: the parent cannot
 * have waited for it. A shorter one of another service is taken for <em>clock skew</em>,
 * and cut to the parent's time, as is what begins before its parent.</li>
 * <li>An <em>orphan</em>, whose parent is not here, counts as a child of the root.</li>
 * <li>With <em>several roots</em> the path reaches from the first start to the last end
 * of them, along the one that ran last; time in which none ran belongs to no span. Where
 * there is no root, the orphans are the roots.</li>
 * <li>A span <em>without an end</em>, or with one before its start, ends with the last
 * that ended below it.</li>
 * <li>Of a <em>cycle</em> of parents the first span is an orphan.</li>
 * </ul>
 * The segments follow each other without overlap, their durations sum to the path's, and
 * each lies within its span. Immutable.
 *
 * @param traceId the trace
 * @param startEpochNanos where the path begins, nanoseconds since 1970 UTC
 * @param durationNanos how long the path is, nanoseconds; less than the trace, when
 * something asynchronous outlived the root
 * @param segments the path in order of time
 */
public record CriticalPath(TraceId traceId, long startEpochNanos, long durationNanos, List<Segment> segments) {

	public CriticalPath {
		segments = List.copyOf(segments);
	}

	/**
	 * A stretch of time that one span decided.
	 *
	 * @param span the span, or null when none ran
	 * @param startEpochNanos its start, nanoseconds since 1970 UTC
	 * @param durationNanos its duration, nanoseconds; more than 0
	 */
	public record Segment(@Nullable Span span, long startEpochNanos, long durationNanos) {

	}

	/** The critical path of a trace. */
	public static CriticalPath of(Trace trace) {
		return new CriticalPathWalk(trace).walk();
	}

	/**
	 * How long each span is on the path by itself, nanoseconds, longest first; of equal
	 * ones the earlier first.
	 */
	public List<Map.Entry<Span, Long>> selfNanosBySpan() {
		Map<SpanId, Map.Entry<Span, Long>> selves = new LinkedHashMap<>();
		for (Segment segment : this.segments) {
			Span span = segment.span();
			if (span != null) {
				selves.merge(span.spanId(), Map.entry(span, segment.durationNanos()),
						(self, more) -> Map.entry(span, self.getValue() + more.getValue()));
			}
		}
		return selves.values().stream().sorted(Map.Entry.<Span, Long>comparingByValue().reversed()).toList();
	}

}
