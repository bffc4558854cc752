package io.mahavishnu.otel.search;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How traces are found and shown.
 *
 * @param similarityThreshold least cosine of a hit in mode {@code semantic} when the
 * request names none
 * @param search how traces are found and shown
 */
@Validated
@ConfigurationProperties("mahavishnu.otel-ingester")
public record SearchProperties(@DefaultValue("0.7") @DecimalMin("-1") @DecimalMax("1") float similarityThreshold,
		@DefaultValue @Valid Search search) {

	/**
	 * How traces are found and shown.
	 *
	 * @param limitMax the most results that a page may ask for
	 * @param depthMax how many results of one search can be paged through
	 * @param queryLengthMax characters of a query
	 * @param candidates how many of the best traces by meaning, and how many by words,
	 * are fused
	 * @param candidateShapes of how many shapes the best by meaning may be; traces of one
	 * shape say the same
	 * @param orderedMax how many of the best are put in another order
	 * @param wordWeight how much in mode hybrid the share of the question that a trace
	 * has in its words counts beside its cosine; 0 for not at all
	 * @param matchesMax how many matches explain a result
	 * @param matchLengthMax characters of a match's text
	 */
	public record Search(@DefaultValue("1000") @Min(1) @Max(100_000) int limitMax,
			@DefaultValue("10000") @Min(1) @Max(1_000_000) int depthMax,
			@DefaultValue("4000") @Min(1) @Max(100_000) int queryLengthMax,
			@DefaultValue("50") @Min(10) @Max(10_000) int candidates,
			@DefaultValue("12") @Min(10) @Max(10_000) int candidateShapes,
			@DefaultValue("100") @Min(10) @Max(10_000) int orderedMax,
			@DefaultValue("0.4") @DecimalMin("0") @DecimalMax("10") double wordWeight,
			@DefaultValue("3") @Min(0) @Max(100) int matchesMax,
			@DefaultValue("300") @Min(40) @Max(100_000) int matchLengthMax) {

	}

}
