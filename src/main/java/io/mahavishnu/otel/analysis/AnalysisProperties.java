package io.mahavishnu.otel.analysis;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much the analysis of a trace answers.
 *
 * @param failuresListedMax failures that the answer about a trace lists; all are counted.
 * Each may name a hundred causes and a hundred spans of its path
 */
@Validated
@ConfigurationProperties("mahavishnu.otel-ingester.analysis")
public record AnalysisProperties(@DefaultValue("100") @Min(0) @Max(10_000) int failuresListedMax) {

}
