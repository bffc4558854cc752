package io.mahavishnu.otel.index;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which traces count. Service, operation and attributes must hold together on one span of
 * the trace; all other conditions are on the trace.
 *
 * @param systemId the trace's system, or null for any
 * @param service the service of a span, or null for any
 * @param operation the name of a span, or null for any
 * @param attributes attributes of a span (its own or its resource's)
 * @param fromEpochNanos the earliest start of the trace, nanoseconds since 1970 UTC,
 * inclusive
 * @param toEpochNanos the latest start of the trace, nanoseconds since 1970 UTC,
 * inclusive
 * @param minDurationNanos the least duration of the trace, inclusive
 * @param maxDurationNanos the greatest duration of the trace, inclusive
 * @param outcome whether a span of the trace failed
 */
public record TraceFilter(@Nullable String systemId, @Nullable String service, @Nullable String operation,
		List<AttributeEquals> attributes, long fromEpochNanos, long toEpochNanos, long minDurationNanos,
		long maxDurationNanos, Outcome outcome) {

	/** Every trace. */
	public static final TraceFilter ALL = new TraceFilter(null, null, null, List.of(), 0, Long.MAX_VALUE, 0,
			Long.MAX_VALUE, Outcome.ANY);

	public TraceFilter {
		attributes = List.copyOf(attributes);
	}

	/**
	 * An attribute has a value.
	 *
	 * @param key the attribute's key
	 * @param value the value in plain words, as
	 * {@link io.mahavishnu.otel.trace.AttributeValue#asText()} gives it; of an array any
	 * element
	 */
	public record AttributeEquals(String key, String value) {

	}

	/** Whether a span of the trace failed. */
	public enum Outcome {

		/** No matter. */
		ANY,
		/** At least one failed. */
		ERROR,
		/** None failed. */
		OK

	}

	/** Whether every trace passes. */
	public boolean isAll() {
		return equals(ALL);
	}

	/** Whether something is asked of a single span. */
	public boolean hasSpanConditions() {
		return this.service != null || this.operation != null || !this.attributes.isEmpty();
	}

}
