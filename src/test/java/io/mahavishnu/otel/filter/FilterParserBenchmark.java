package io.mahavishnu.otel.filter;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The parsing of a filter. */
@State(Scope.Benchmark)
public class FilterParserBenchmark {

	private final FilterParser parser = new FilterParser(new FilterProperties(4000, 50, 20));

	private final String filter = """
			{ resource.service.name = "payment" && .http.route ^= "/orders" && status = error } \
			&& trace:duration > 250ms && !{ name = "GET /health" }""";

	/** A filter of some conditions. */
	@Benchmark
	public TraceFilter parse() {
		return this.parser.parse(this.filter);
	}

}
