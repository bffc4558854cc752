package io.mahavishnu.otel.receive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

import io.mahavishnu.otel.benchmark.SampleTelemetry;
import io.mahavishnu.otel.trace.ReceivedSpan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The decoding of an export of a hundred spans. */
@State(Scope.Benchmark)
public class DecodeBenchmark {

	private final byte[] protobuf = SampleTelemetry.exportInProtobuf();

	private final byte[] json = SampleTelemetry.exportInJson();

	/** OTLP in protobuf. */
	@Benchmark
	public List<ReceivedSpan> otlpProtobuf() throws IOException {
		return decode(OtlpEncoding.PROTOBUF, this.protobuf);
	}

	/** OTLP in its JSON. */
	@Benchmark
	public List<ReceivedSpan> otlpJson() throws IOException {
		return decode(OtlpEncoding.JSON, this.json);
	}

	private static List<ReceivedSpan> decode(OtlpEncoding encoding, byte[] body) throws IOException {
		OtlpExport export = new OtlpExport(1, RequestSize.unlimited());
		encoding.decode(new ByteArrayInputStream(body), export);
		return export.spans();
	}

}
