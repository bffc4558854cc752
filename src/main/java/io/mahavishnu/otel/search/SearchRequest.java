package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Excerpt;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

import org.springframework.util.MultiValueMap;

/**
 * A query as it is sent, in a JSON body or in parameters of the same names; nothing is
 * checked yet.
 *
 * @param query the question
 * @param limit the most results of a page
 * @param mode what traces are found by
 * @param threshold the least cosine of a hit
 * @param systemId the trace's system
 * @param service the service of a span
 * @param operation the name of a span
 * @param from the earliest start
 * @param to the latest start
 * @param minDurationMillis the least duration, milliseconds
 * @param maxDurationMillis the greatest duration, milliseconds
 * @param status whether a span failed
 * @param attributes attributes of a span; one with several values is compared with each
 * @param filters further conditions, in the language of filters
 * @param group whether results are traces or shapes
 * @param sort the order of the results
 * @param cursor where the page begins
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@Schema(name = "SearchRequest", example = SearchExamples.REQUEST)
public record SearchRequest(
		@JsonProperty("query") @Schema(description = "The question, 1 to 4,000 characters",
				requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String query,
		@JsonProperty("limit") @Schema(implementation = Integer.class,
				description = "The most results of a page, 1 to 1,000") @Nullable String limit,
		@JsonProperty("mode") @Schema(allowableValues = {
				"hybrid", "semantic", "keyword" }) @Nullable String mode,
		@JsonProperty("threshold") @Schema(implementation = Double.class,
				description = "The least cosine of a hit, -1 to 1") @Nullable String threshold,
		@JsonProperty("system_id") @Schema(description = "The trace's system") @Nullable String systemId,
		@JsonProperty("service") @Schema(description = "The service of a span") @Nullable String service,
		@JsonProperty("operation") @Schema(description = "The name of a span") @Nullable String operation,
		@JsonProperty("from") @Schema(
				description = "The earliest start, RFC 3339 or a Unix number") @Nullable String from,
		@JsonProperty("to") @Schema(description = "The latest start, RFC 3339 or a Unix number") @Nullable String to,
		@JsonProperty("min_duration_ms") @Schema(implementation = Double.class,
				description = "The least duration of the trace") @Nullable String minDurationMillis,
		@JsonProperty("max_duration_ms") @Schema(implementation = Double.class,
				description = "The greatest duration of the trace") @Nullable String maxDurationMillis,
		@JsonProperty("status") @Schema(allowableValues = { "error", "ok" }) @Nullable String status,
		@JsonProperty("attributes") @Schema(implementation = Object.class, types = "object",
				description = "Attributes that one span has, by key; several values of a key in an array") @JsonDeserialize(
						contentUsing = OneOrMore.class) @Nullable Map<String, List<String>> attributes,
		@JsonProperty("filter") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Schema(
				implementation = String.class, types = "string", description = FilterParameters.FILTER,
				example = SearchExamples.FILTER) @Nullable List<String> filters,
		@JsonProperty("group") @Schema(allowableValues = { "none", "shape" }) @Nullable String group,
		@JsonProperty("sort") @Schema(description = SearchController.SORT,
				allowableValues = { "score", "time", "time:asc", "duration", "duration:asc" }) @Nullable String sort,
		@JsonProperty("cursor") @Schema(description = "next_cursor of the page before") @Nullable String cursor){

	/**
	 * The request that parameters of a URL make; of one that is given several times the
	 * first counts, but {@code attribute} and {@code filter}, whose values are all kept.
	 * @throws TraceProblem {@code INVALID_REQUEST} when an attribute is not
	 * {@code key=value}
	 */
	public static SearchRequest of(MultiValueMap<String, String> given) {
		Map<String, List<String>> attributes = new LinkedHashMap<>();
		for (String pair : given.getOrDefault("attribute", List.of())) {
			int equals = pair.indexOf('=');
			if (equals < 1) {
				throw TraceProblem.invalidRequest(
						"attribute must be key=value, such as http.route=/cart, but is " + Excerpt.quoted(pair));
			}
			attributes.computeIfAbsent(pair.substring(0, equals), (_) -> new ArrayList<>())
				.add(pair.substring(equals + 1));
		}
		return new SearchRequest(given.getFirst("query"), given.getFirst("limit"), given.getFirst("mode"),
				given.getFirst("threshold"), given.getFirst("system_id"), given.getFirst("service"),
				given.getFirst("operation"), given.getFirst("from"), given.getFirst("to"),
				given.getFirst("min_duration_ms"), given.getFirst("max_duration_ms"), given.getFirst("status"),
				attributes, given.getOrDefault("filter", List.of()), given.getFirst("group"), given.getFirst("sort"),
				given.getFirst("cursor"));
	}

	/** A value, or an array of several. */
	static final class OneOrMore extends ValueDeserializer<List<String>> {

		@Override
		public List<String> deserialize(JsonParser json, DeserializationContext context) {
			return json.isExpectedStartArrayToken() ? List.of(context.readValue(json, String[].class))
					: List.of(context.readValue(json, String.class));
		}

	}

}
