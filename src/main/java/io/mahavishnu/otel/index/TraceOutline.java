package io.mahavishnu.otel.index;

import java.util.List;

import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;

/**
 * A trace without its spans: what a list shows of it.
 *
 * @param id the trace
 * @param systemId the system it belongs to
 * @param content the names of its spans
 * @param contentCut whether the content is longer
 * @param startEpochNanos the start of its first span, nanoseconds since 1970 UTC
 * @param durationNanos from the first start to the latest end
 * @param spanCount its spans
 * @param errorCount how many of them failed
 * @param services the services of its spans, in span order
 * @param rootName the name of its root
 * @param attributes the attributes of all spans, merged in span order
 * @param attributesCut whether there are more attributes
 * @param missingStarts how many spans were sent without a start
 * @param reversedEnds how many spans end before they start, as sent
 * @param futureStarts see {@link Trace#futureStarts()}
 */
public record TraceOutline(TraceId id, String systemId, String content, boolean contentCut, long startEpochNanos,
		long durationNanos, int spanCount, int errorCount, List<String> services, String rootName,
		Attributes attributes, boolean attributesCut, int missingStarts, int reversedEnds, int futureStarts) {

	public TraceOutline {
		services = List.copyOf(services);
	}

	/** The outline of a trace, nothing cut. */
	public static TraceOutline of(Trace trace) {
		return of(trace, Long.MAX_VALUE);
	}

	/**
	 * The outline of a trace.
	 * @param bytesMax the size at which content and attributes are cut
	 */
	public static TraceOutline of(Trace trace, long bytesMax) {
		String content = trace.content();
		String shown = OutlineSize.cut(content, bytesMax);
		Attributes merged = trace.mergedAttributes();
		Attributes kept = OutlineSize.cut(merged, bytesMax);
		return new TraceOutline(trace.id(), trace.systemId(), shown, shown.length() < content.length(),
				trace.startEpochNanos(), trace.durationNanos(), trace.spans().size(), trace.errorCount(),
				List.copyOf(trace.services()), trace.root().name(), kept, kept.size() < merged.size(),
				(int) trace.spans().stream().filter((span) -> span.startEpochNanos() == 0).count(),
				(int) trace.spans().stream().filter(TraceOutline::endsBeforeStart).count(), trace.futureStarts());
	}

	private static boolean endsBeforeStart(Span span) {
		return span.endEpochNanos() > 0 && span.endEpochNanos() < span.startEpochNanos();
	}

}
