package io.mahavishnu.otel.fuzz;

import java.util.List;
import java.util.stream.Stream;

import io.mahavishnu.otel.filter.FilterTarget;
import io.mahavishnu.otel.receive.ReceiveTargets;
import io.mahavishnu.otel.search.CursorTarget;

/** Everything that reads input from outside, without a service around it. */
final class Decoders {

	private Decoders() {
	}

	static List<FuzzTarget> all() {
		return Stream.concat(ReceiveTargets.all().stream(), Stream.of(FilterTarget.get(), CursorTarget.get())).toList();
	}

}
