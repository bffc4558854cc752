package io.mahavishnu.otel.filter;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How large a filter may be.
 *
 * @param lengthMax characters of a filter
 * @param conditionsMax conditions of a filter
 * @param depthMax how deep parentheses, braces and negations may lie in one another
 */
@Validated
@ConfigurationProperties("mahavishnu.otel-ingester.filter")
public record FilterProperties(@DefaultValue("4000") @Min(1) @Max(100_000) int lengthMax,
		@DefaultValue("50") @Min(1) @Max(100) int conditionsMax, @DefaultValue("20") @Min(1) @Max(100) int depthMax) {

}
