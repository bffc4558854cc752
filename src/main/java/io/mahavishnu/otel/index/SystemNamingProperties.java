package io.mahavishnu.otel.index;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a trace's system is named.
 *
 * @param mapAgentSystems whether any service whose name contains claude or qwen is the
 * system claude or qwen
 */
@ConfigurationProperties("mahavishnu.otel-ingester")
public record SystemNamingProperties(@DefaultValue("true") boolean mapAgentSystems) {

}
