package io.mahavishnu.otel.benchmark;

/**
 * How far generated telemetry repeats itself.
 *
 * @param passages how many distinct texts the spans can have; 1 to 8,000,000
 * @param shapes how many kinds of traces there are
 * @param skew exponent of Zipf's law by which kinds of traces and texts are drawn; 0 when
 * all are equally frequent
 * @param spansPerTrace the mean number of spans of a trace
 * @param dominantShare the share of the traces that are of one kind, whatever the skew; 0
 * to 1
 */
record WorkloadShape(int passages, int shapes, double skew, int spansPerTrace, double dominantShare) {

	WorkloadShape {
		if (passages < 1 || passages > 8_000_000 || shapes < 1 || skew < 0 || spansPerTrace < 1 || dominantShare < 0
				|| dominantShare > 1) {
			throw new IllegalArgumentException("a workload that cannot be: " + passages + " passages, " + shapes
					+ " shapes, skew " + skew + ", " + spansPerTrace + " spans a trace, dominant " + dominantShare);
		}
	}

	/** A thousand kinds of traces of ten spans, which share a thousand texts. */
	static WorkloadShape ordinary() {
		return new WorkloadShape(1000, 1000, 1, 10, 0);
	}

}
