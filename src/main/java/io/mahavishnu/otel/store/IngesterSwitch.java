package io.mahavishnu.otel.store;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the ingester is switched on.
 *
 * @param enabled false: the process runs, but ingest and search are refused
 */
@ConfigurationProperties("mahavishnu.otel-ingester")
public record IngesterSwitch(@DefaultValue("true") boolean enabled) {

	/**
	 * Does nothing when the ingester is switched on.
	 * @throws TraceProblem {@code INGESTER_DISABLED} when it is not
	 */
	public void requireEnabled() {
		if (!this.enabled) {
			throw new TraceProblem(ProblemType.INGESTER_DISABLED,
					"mahavishnu.otel-ingester.enabled is false: set it to true and start the service again");
		}
	}

}
