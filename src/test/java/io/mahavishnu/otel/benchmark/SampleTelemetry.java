package io.mahavishnu.otel.benchmark;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageProperties;
import io.mahavishnu.otel.passage.TraceTexts;
import io.mahavishnu.otel.receive.OtlpLines;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.Trace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

/** The telemetry of the benchmarks for those of other packages. */
public final class SampleTelemetry {

	private SampleTelemetry() {
	}

	/** An export of a hundred spans in protobuf. */
	public static byte[] exportInProtobuf() {
		return WireForm.OTLP_PROTOBUF.encode(new Workload(WorkloadShape.ordinary(), 1).export(100));
	}

	/** The same in OTLP's JSON. */
	public static byte[] exportInJson() {
		return WireForm.OTLP_JSON.encode(new Workload(WorkloadShape.ordinary(), 1).export(100));
	}

	/** A trace of about ten spans. */
	public static Trace trace() {
		return trace(new Workload(WorkloadShape.ordinary(), 1).trace());
	}

	/** As many passages as are asked for, each another text. */
	public static List<Passage> passages(int count) {
		Workload workload = new Workload(new WorkloadShape(2 * count, count, 0, 10, 0), 1);
		TraceTexts texts = new TraceTexts(PassageProperties.defaults(), new SimpleMeterRegistry());
		SequencedSet<Passage> passages = new LinkedHashSet<>();
		while (passages.size() < count) {
			passages.addAll(texts.of(trace(workload.trace())).passages());
		}
		return new ArrayList<>(passages).subList(0, count);
	}

	private static Trace trace(ExportTraceServiceRequest request) {
		byte[] line = WireForm.OTLP_JSON.encode(request);
		List<ReceivedSpan> spans = new OtlpLines(new ByteArrayInputStream(line), line.length + 1, 1).next()
			.orElseThrow();
		return Trace.of(spans.getFirst().span().traceId(), spans, SystemNaming.AGENT_FAMILIES);
	}

}
