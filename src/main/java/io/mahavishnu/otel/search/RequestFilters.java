package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.mahavishnu.otel.filter.Field;
import io.mahavishnu.otel.filter.FieldType;
import io.mahavishnu.otel.filter.FilterParser;
import io.mahavishnu.otel.filter.Literal;
import io.mahavishnu.otel.filter.Operator;
import io.mahavishnu.otel.filter.SpanCondition;
import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.EpochTimes;
import org.jspecify.annotations.Nullable;

/**
 * Makes one filter of all that a request says of which traces count: each simple
 * parameter means what its expression in the language of filters means. Throws a
 * {@link TraceProblem} of type {@code INVALID_REQUEST} that names the value and what is
 * expected instead.
 */
final class RequestFilters {

	private static final double NANOS_PER_MILLI = 1_000_000;

	private final FilterParser parser;

	RequestFilters(FilterParser parser) {
		this.parser = parser;
	}

	TraceFilter of(SearchRequest request) {
		List<TraceFilter> filters = new ArrayList<>();
		String systemId = RequestParser.given(request.systemId());
		if (systemId != null) {
			filters.add(TraceFilter.of(Field.TraceProperty.SYSTEM_ID, Operator.EQUAL, new Literal.Text(systemId)));
		}
		addStatus(filters, request.status());
		addRange(filters, Field.TraceProperty.START, new Range("from", request.from(), time("from", request.from()),
				"to", request.to(), time("to", request.to())));
		addRange(filters, Field.TraceProperty.DURATION,
				new Range("min_duration_ms", request.minDurationMillis(),
						duration("min_duration_ms", request.minDurationMillis()), "max_duration_ms",
						request.maxDurationMillis(), duration("max_duration_ms", request.maxDurationMillis())));
		filters.add(TraceFilter.onOneSpan(onSpan(request)));
		for (String filter : (request.filters() != null) ? request.filters() : List.<String>of()) {
			if (filter == null) {
				throw TraceProblem.invalidRequest("filter has a null: give expressions only");
			}
			filters.add(this.parser.parse(filter));
		}
		return this.parser.allOf(filters);
	}

	private static List<SpanCondition> onSpan(SearchRequest request) {
		List<SpanCondition> conditions = new ArrayList<>();
		addEqual(conditions, Field.SpanProperty.SERVICE, RequestParser.given(request.service()));
		addEqual(conditions, Field.SpanProperty.NAME, RequestParser.given(request.operation()));
		Map<String, List<String>> attributes = request.attributes();
		if (attributes != null) {
			attributes.forEach((key, values) -> {
				if (key.isEmpty()) {
					throw TraceProblem.invalidRequest("attributes has an empty key");
				}
				// A JSON null as a value asks for an attribute that says nothing.
				for (String value : (values != null) ? values : List.of("")) {
					addEqual(conditions, new Field.Attribute(Field.Scope.ANY, key), value);
				}
			});
		}
		return conditions;
	}

	private static void addEqual(List<SpanCondition> conditions, Field.OfSpan field, @Nullable String value) {
		if (value != null) {
			conditions.add(new SpanCondition.Compared(field, Operator.EQUAL, new Literal.Text(value)));
		}
	}

	private static void addStatus(List<TraceFilter> filters, @Nullable String given) {
		String value = RequestParser.given(given);
		if (value == null) {
			return;
		}
		String status = value.toLowerCase(Locale.ROOT);
		if (!FieldType.TRACE_STATUS.words().contains(status)) {
			throw RequestParser.invalid("status", "error or ok", value);
		}
		filters.add(TraceFilter.of(Field.TraceProperty.STATUS, Operator.EQUAL, new Literal.Text(status)));
	}

	private static void addRange(List<TraceFilter> filters, Field.TraceProperty property, Range range) {
		Long min = range.min();
		Long max = range.max();
		if (min != null && max != null && min > max) {
			throw TraceProblem.invalidRequest(range.minName() + " " + range.minGiven() + " lies above "
					+ range.maxName() + " " + range.maxGiven() + ": no trace can be between them");
		}
		if (min != null) {
			filters.add(TraceFilter.of(property, Operator.GREATER_OR_EQUAL, new Literal.Whole(min)));
		}
		if (max != null) {
			filters.add(TraceFilter.of(property, Operator.LESS_OR_EQUAL, new Literal.Whole(max)));
		}
	}

	private static @Nullable Long time(String name, @Nullable String value) {
		String time = RequestParser.given(value);
		try {
			return (time != null) ? EpochTimes.parseEpochNanos(time) : null;
		}
		catch (IllegalArgumentException invalid) {
			throw TraceProblem.invalidRequest(name + ": " + invalid.getMessage());
		}
	}

	private static @Nullable Long duration(String name, @Nullable String value) {
		String millis = RequestParser.given(value);
		if (millis == null) {
			return null;
		}
		try {
			double number = Double.parseDouble(millis);
			if (number >= 0 && number <= Long.MAX_VALUE / NANOS_PER_MILLI) {
				return Math.round(number * NANOS_PER_MILLI);
			}
		}
		catch (NumberFormatException invalid) {
			throw RequestParser.invalid(name, "a number of milliseconds, 0 or greater,", value);
		}
		throw RequestParser.invalid(name, "a number of milliseconds, 0 or greater,", value);
	}

	private record Range(String minName, @Nullable String minGiven, @Nullable Long min, String maxName,
			@Nullable String maxGiven, @Nullable Long max) {

	}

}
