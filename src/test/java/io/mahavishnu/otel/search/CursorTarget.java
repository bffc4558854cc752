package io.mahavishnu.otel.search;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.mahavishnu.otel.fuzz.FuzzTarget;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.TraceId;

/** What reads cursors. */
public final class CursorTarget {

	private static final SearchQuery QUERY = SearchQuery.of("card refused");

	private CursorTarget() {
	}

	/** The words that lead to further pages. */
	public static FuzzTarget get() {
		List<byte[]> seeds = Stream.of(new Place.InRanking(RankedBy.WORDS, 0), new Place.InRanking(RankedBy.VECTOR, 10),
				new Place.InRanking(RankedBy.VECTOR, Integer.MAX_VALUE), new Place.InList(new TraceId("checkout-42")))
			.map((place) -> Cursor.write("12:7", place, QUERY.identity()))
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
