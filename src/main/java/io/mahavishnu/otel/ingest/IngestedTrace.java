package io.mahavishnu.otel.ingest;

import io.mahavishnu.otel.trace.TraceId;

/**
 * What became of one trace.
 *
 * @param traceId the trace
 * @param systemId the system that the trace belongs to now
 * @param spanCount how many spans the trace has now
 * @param newSpans how many of the sent spans were new
 * @param searchable whether the trace can be found already
 */
public record IngestedTrace(TraceId traceId, String systemId, int spanCount, int newSpans, boolean searchable) {

}
