package io.mahavishnu.otel.search;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import io.mahavishnu.otel.fuzz.FuzzTarget;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;

/** What reads cursors. */
public final class CursorTarget {

	private static final SearchQuery QUERY = SearchQuery.of("card refused");

	private CursorTarget() {
	}

	/** The words that lead to further pages. */
	public static FuzzTarget get() {
		List<byte[]> seeds = IntStream.of(0, 10, Integer.MAX_VALUE)
			.mapToObj((offset) -> Cursor.write("12:" + offset, offset, QUERY.identity()))
			.map((word) -> word.getBytes(StandardCharsets.UTF_8))
			.toList();
		return new FuzzTarget("cursor", seeds, List.of("=", "-", "_", "+", "/", "AAAA", "Cg", "LTE"), (input) -> {
			try {
				Cursor.read(new String(input, StandardCharsets.UTF_8), QUERY.identity());
			}
			catch (TraceProblem refused) {
				if (refused.type() != ProblemType.INVALID_CURSOR) {
					throw refused;
				}
			}
		});
	}

}
