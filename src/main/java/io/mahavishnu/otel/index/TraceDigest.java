package io.mahavishnu.otel.index;

import java.util.List;

/**
 * What a result shows of a trace, as it was when it was indexed.
 *
 * @param outline what a list shows of it
 * @param sayings what it says, in its own words and in span order, the trace as a whole
 * first
 */
public record TraceDigest(TraceOutline outline, List<Saying> sayings) {

	public TraceDigest {
		sayings = List.copyOf(sayings);
	}

}
