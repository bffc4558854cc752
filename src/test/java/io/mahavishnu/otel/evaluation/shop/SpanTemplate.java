package io.mahavishnu.otel.evaluation.shop;

import java.util.List;

/**
 * A span of a flow and what it calls, in order.
 *
 * @param operation what is done
 * @param chance how often it happens at all, 0 to 1
 * @param repeatMin how many times in a row, at least
 * @param repeatMax how many times in a row, at most
 * @param children what it calls
 */
record SpanTemplate(Operation operation, double chance, int repeatMin, int repeatMax, List<SpanTemplate> children) {

	SpanTemplate {
		children = List.copyOf(children);
	}

}
