package io.mahavishnu.otel;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out everything that tracing needs unless it is switched on, so that it costs
 * neither start-up nor ingest while it is off.
 */
class SelfTracingImportFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	static final String SWITCH = "management.tracing.export.enabled";

	private static final List<String> PACKAGES = List.of("org.springframework.boot.micrometer.tracing.",
			"org.springframework.boot.opentelemetry.");

	private @Nullable Environment environment;

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
		boolean on = Objects.requireNonNull(this.environment).getProperty(SWITCH, Boolean.class, false);
		boolean[] matches = new boolean[autoConfigurations.length];
		for (int i = 0; i < matches.length; i++) {
			String name = autoConfigurations[i];
			matches[i] = on || name == null || PACKAGES.stream().noneMatch(name::startsWith);
		}
		return matches;
	}

}
