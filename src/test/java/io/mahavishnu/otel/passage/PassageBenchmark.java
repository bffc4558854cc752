package io.mahavishnu.otel.passage;

import io.mahavishnu.otel.benchmark.SampleTelemetry;
import io.mahavishnu.otel.trace.Trace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it takes to find out what a trace says. */
@State(Scope.Benchmark)
public class PassageBenchmark {

	private final TraceTexts texts = new TraceTexts(PassageProperties.defaults(), new SimpleMeterRegistry());

	private final Trace trace = SampleTelemetry.trace();

	private final String url = "https://shop.example.com/orders/8c1f6e6e-5d0c-4a39-9a9f-3f6c1c1f2b7d/items/12345?page=2";

	/** Passages, shape and words of a trace of about ten spans. */
	@Benchmark
	public TraceText passagesOfTrace() {
		return this.texts.of(this.trace);
	}

	/** Masks of a word that has several ids. */
	@Benchmark
	public String maskOfUrl() {
		return Masks.mask(this.url, "");
	}

}
