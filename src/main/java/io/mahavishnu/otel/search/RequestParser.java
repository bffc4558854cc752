package io.mahavishnu.otel.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.TraceFilter;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.EpochTimes;
import io.mahavishnu.otel.trace.Excerpt;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * Makes queries of requests. What is empty counts as not given. Every method throws a
 * {@link TraceProblem} of type {@code INVALID_REQUEST} that names the value and what is
 * expected instead.
 */
public final class RequestParser {

	private static final double NANOS_PER_MILLI = 1_000_000;

	private RequestParser() {
	}

	/** A question; everything but {@code query} may be missing. */
	public static SearchQuery search(SearchRequest request) {
		String text = request.query();
		if (text == null) {
			throw TraceProblem.invalidRequest("query is missing: say in words what you look for");
		}
		return new SearchQuery(text, limit(request),
				choice("mode", SearchMode.class, request.mode(), SearchMode.HYBRID), threshold(request),
				filter(request), grouping(request), given(request.cursor()));
	}

	/** A list of the newest; everything may be missing. */
	public static RecentQuery recent(SearchRequest request) {
		return new RecentQuery(limit(request), filter(request), given(request.cursor()));
	}

	/** What is like a trace; everything may be missing. */
	public static SimilarQuery similar(TraceId traceId, SearchRequest request) {
		return new SimilarQuery(traceId, limit(request), threshold(request), filter(request), grouping(request),
				given(request.cursor()));
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

	private static TraceFilter filter(SearchRequest request) {
		TraceFilter filter = new TraceFilter(given(request.systemId()), given(request.service()),
				given(request.operation()), attributes(request.attributes()), time("from", request.from(), 0),
				time("to", request.to(), Long.MAX_VALUE), duration("min_duration_ms", request.minDurationMillis(), 0),
				duration("max_duration_ms", request.maxDurationMillis(), Long.MAX_VALUE), outcome(request));
		if (filter.fromEpochNanos() > filter.toEpochNanos()) {
			throw TraceProblem.invalidRequest("from " + request.from() + " lies after to " + request.to());
		}
		if (filter.minDurationNanos() > filter.maxDurationNanos()) {
			throw TraceProblem.invalidRequest("min_duration_ms " + request.minDurationMillis()
					+ " is greater than max_duration_ms " + request.maxDurationMillis());
		}
		return filter;
	}

	private static List<TraceFilter.AttributeEquals> attributes(@Nullable Map<String, String> attributes) {
		if (attributes == null) {
			return List.of();
		}
		return attributes.entrySet().stream().map((entry) -> {
			if (entry.getKey().isEmpty()) {
				throw TraceProblem.invalidRequest("attributes has an empty key");
			}
			// A JSON null as a value asks for an attribute that says nothing.
			String value = String.valueOf(entry.getValue() != null ? entry.getValue() : "");
			return new TraceFilter.AttributeEquals(entry.getKey(), value);
		}).toList();
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

	private static long time(String name, @Nullable String value, long otherwise) {
		String time = given(value);
		try {
			return (time != null) ? EpochTimes.parseEpochNanos(time) : otherwise;
		}
		catch (IllegalArgumentException invalid) {
			throw TraceProblem.invalidRequest(name + ": " + invalid.getMessage());
		}
	}

	private static long duration(String name, @Nullable String value, long otherwise) {
		String millis = given(value);
		try {
			double number = (millis != null) ? Double.parseDouble(millis) : 0;
			if (number >= 0 && number <= Long.MAX_VALUE / NANOS_PER_MILLI) {
				return (millis != null) ? Math.round(number * NANOS_PER_MILLI) : otherwise;
			}
		}
		catch (NumberFormatException invalid) {
			throw invalid(name, "a number of milliseconds, 0 or greater,", value);
		}
		throw invalid(name, "a number of milliseconds, 0 or greater,", value);
	}

	private static TraceFilter.Outcome outcome(SearchRequest request) {
		String value = given(request.status());
		if (value == null) {
			return TraceFilter.Outcome.ANY;
		}
		return switch (value.toLowerCase(Locale.ROOT)) {
			case "error" -> TraceFilter.Outcome.ERROR;
			case "ok" -> TraceFilter.Outcome.OK;
			default -> throw invalid("status", "error or ok", value);
		};
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

	private static @Nullable String given(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	private static TraceProblem invalid(String name, String expected, @Nullable String value) {
		return TraceProblem
			.invalidRequest(name + " must be " + expected + " but is " + Excerpt.quoted(String.valueOf(value)));
	}

}
