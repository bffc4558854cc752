package io.mahavishnu.otel.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Excerpt;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * Makes queries of requests. What is empty counts as not given. Every method throws a
 * {@link TraceProblem} of type {@code INVALID_REQUEST} that names the value and what is
 * expected instead.
 */
public final class RequestParser {

	private final RequestFilters filters;

	RequestParser(RequestFilters filters) {
		this.filters = filters;
	}

	/** A question; everything but {@code query} may be missing. */
	public SearchQuery search(SearchRequest request) {
		String text = request.query();
		if (text == null) {
			throw TraceProblem.invalidRequest("query is missing: say in words what you look for");
		}
		return new SearchQuery(text, limit(request),
				choice("mode", SearchMode.class, request.mode(), SearchMode.HYBRID), threshold(request),
				this.filters.of(request), grouping(request), SortParameter.ofSearch(request), given(request.cursor()));
	}

	/** A list of traces; everything may be missing. */
	public RecentQuery recent(SearchRequest request) {
		return new RecentQuery(limit(request), this.filters.of(request), SortParameter.ofList(request),
				given(request.cursor()));
	}

	/** What is like a trace; everything may be missing. */
	public SimilarQuery similar(TraceId traceId, SearchRequest request) {
		return new SimilarQuery(traceId, limit(request), threshold(request), this.filters.of(request),
				grouping(request), given(request.cursor()));
	}

	/** The id of a trace. */
	public static TraceId traceId(String value) {
		try {
			return new TraceId(value);
		}
		catch (IllegalArgumentException invalid) {
			throw TraceProblem.invalidRequest(String.valueOf(invalid.getMessage()));
		}
	}

	private static int limit(SearchRequest request) {
		String value = given(request.limit());
		try {
			return (value != null) ? Integer.parseInt(value) : SearchQuery.LIMIT_DEFAULT;
		}
		catch (NumberFormatException invalid) {
			throw invalid("limit", "a whole number such as 10", request.limit());
		}
	}

	private static @Nullable Float threshold(SearchRequest request) {
		String value = given(request.threshold());
		try {
			return (value != null) ? Float.valueOf(value) : null;
		}
		catch (NumberFormatException invalid) {
			throw invalid("threshold", "a number from -1 to 1", request.threshold());
		}
	}

	private static Grouping grouping(SearchRequest request) {
		return choice("group", Grouping.class, request.group(), Grouping.NONE);
	}

	private static <E extends Enum<E>> E choice(String name, Class<E> type, @Nullable String value, E otherwise) {
		String chosen = given(value);
		if (chosen == null) {
			return otherwise;
		}
		return Arrays.stream(type.getEnumConstants())
			.filter((each) -> each.name().equalsIgnoreCase(chosen))
			.findFirst()
			.orElseThrow(() -> invalid(name,
					Arrays.stream(type.getEnumConstants())
						.map((each) -> each.name().toLowerCase(Locale.ROOT))
						.collect(Collectors.joining(" or ")),
					value));
	}

	static @Nullable String given(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	static TraceProblem invalid(String name, String expected, @Nullable String value) {
		return TraceProblem
			.invalidRequest(name + " must be " + expected + " but is " + Excerpt.quoted(String.valueOf(value)));
	}

}
