package io.mahavishnu.otel;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Says in one line which setting is wrong, with its value and what it must be. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final String ACTION = "Correct it in application.yaml, the environment or the command line; README lists every setting.";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		BindValidationException invalid = findCause(cause, BindValidationException.class);
		String description = (invalid != null) ? describe(invalid) : describe(cause);
		return new FailureAnalysis(description, ACTION, cause);
	}

	private static String describe(BindValidationException invalid) {
		String prefix = invalid.getValidationErrors().getName().toString();
		return invalid.getValidationErrors()
			.getAllErrors()
			.stream()
			.map((error) -> describe(prefix, error))
			.collect(Collectors.joining("; "));
	}

	private static String describe(String prefix, ObjectError error) {
		if (error instanceof FieldError field) {
			ConfigurationPropertyName name = ConfigurationPropertyName.of(prefix).append(dashed(field.getField()));
			return "The setting " + name + " is " + field.getRejectedValue() + " but " + field.getDefaultMessage();
		}
		return "The settings below " + prefix + " are wrong: " + error.getDefaultMessage();
	}

	private static String describe(BindException cause) {
		Object value = (cause.getProperty() != null) ? cause.getProperty().getValue() : null;
		return "The setting " + cause.getName() + " is " + value + " but must be "
				+ expected(cause.getTarget().getType().resolve());
	}

	private static String expected(@Nullable Class<?> type) {
		if (type == null) {
			return "of another type";
		}
		return switch (type.getSimpleName()) {
			case "int", "Integer", "long", "Long" -> "a whole number";
			case "double", "Double", "float", "Float" -> "a number";
			case "boolean", "Boolean" -> "true or false";
			case "Duration" -> "a duration such as 10s, 5m or 1h";
			case "DataSize" -> "a size such as 512MB";
			default -> "a " + type.getSimpleName();
		};
	}

	private static String dashed(String field) {
		return field.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
	}

}
