package io.mahavishnu.otel.passage;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much of what a trace says becomes passages and words. A change counts for traces
 * that are indexed after it.
 *
 * @param wordPiecesMax size of a passage, in word pieces as estimated without the model;
 * a little less than the model reads
 * @param passagesPerSpanMax passages of one span; what follows is found by words only
 * @param passagesPerTraceMax distinct passages of one trace
 * @param charactersPerSpanMax text of one span that is read, and of one attribute that is
 * found by words, in characters
 * @param wordsPerTraceMax words of one trace that are found, in characters for each of
 * names, errors and everything else
 * @param additionalAttributes keys of further span attributes whose values are embedded
 */
@ConfigurationProperties("mahavishnu.otel-ingester.passage")
@Validated
public record PassageProperties(@DefaultValue("110") @Min(32) @Max(500) int wordPiecesMax,
		@DefaultValue("100") @Min(1) @Max(10_000) int passagesPerSpanMax,
		@DefaultValue("1000") @Min(1) @Max(10_000) int passagesPerTraceMax,
		@DefaultValue("100000") @Min(1_000) @Max(10_000_000) int charactersPerSpanMax,
		@DefaultValue("1000000") @Min(1_000) @Max(10_000_000) int wordsPerTraceMax,
		@DefaultValue @Size(max = 100) List<@NotBlank String> additionalAttributes) {

	public PassageProperties {
		additionalAttributes = List.copyOf(additionalAttributes);
	}

	/** The settings that hold where none are given. */
	public static PassageProperties defaults() {
		return new PassageProperties(110, 100, 1000, 100_000, 1_000_000, List.of());
	}

}
