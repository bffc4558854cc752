package io.mahavishnu.otel.filter;

/** What a condition is about. */
public sealed interface Field {

	/** What its values are. */
	FieldType type();

	/** What a span has. */
	sealed interface OfSpan extends Field {

		/** Whether there are spans without it. */
		boolean isOptional();

	}

	/**
	 * An attribute.
	 *
	 * @param scope whose
	 * @param key its key
	 */
	record Attribute(Scope scope, String key) implements OfSpan {

		public Attribute {
			if (key.isEmpty()) {
				throw new IllegalArgumentException("an attribute has a key");
			}
		}

		@Override
		public FieldType type() {
			return FieldType.ATTRIBUTE;
		}

		@Override
		public boolean isOptional() {
			return true;
		}

	}

	/** Whose an attribute is. */
	enum Scope {

		/** The span's own, its resource's, or both. */
		ANY("."),
		/** The span's own. */
		SPAN("span."),
		/** The resource's. */
		RESOURCE("resource.");

		private final String prefix;

		Scope(String prefix) {
			this.prefix = prefix;
		}

		/** What is written before the key. */
		public String prefix() {
			return this.prefix;
		}

	}

	/** A property that spans have beside their attributes. */
	enum SpanProperty implements OfSpan {

		/** The span's name. */
		NAME("name", FieldType.TEXT),
		/** The service that the span belongs to. */
		SERVICE("service", FieldType.TEXT),
		/** The span's kind. */
		KIND("kind", FieldType.SPAN_KIND),
		/** The span's status. */
		STATUS("status", FieldType.SPAN_STATUS),
		/** The span's duration. */
		DURATION("duration", FieldType.DURATION);

		private final String label;

		private final FieldType type;

		SpanProperty(String label, FieldType type) {
			this.label = label;
			this.type = type;
		}

		/** How it is written. */
		public String label() {
			return this.label;
		}

		@Override
		public FieldType type() {
			return this.type;
		}

		@Override
		public boolean isOptional() {
			return this == SERVICE;
		}

	}

	/** A property of a trace as a whole. */
	enum TraceProperty implements Field {

		/** From the first start to the latest end. */
		DURATION("trace:duration", FieldType.DURATION),
		/** The start of its first span. */
		START("trace:start", FieldType.TIME),
		/** The system it belongs to. */
		SYSTEM_ID("trace:system_id", FieldType.TEXT),
		/** Whether a span of it failed. */
		STATUS("trace:status", FieldType.TRACE_STATUS),
		/** How many spans it has. */
		SPAN_COUNT("trace:span_count", FieldType.COUNT);

		private final String label;

		private final FieldType type;

		TraceProperty(String label, FieldType type) {
			this.label = label;
			this.type = type;
		}

		/** How it is written. */
		public String label() {
			return this.label;
		}

		@Override
		public FieldType type() {
			return this.type;
		}

	}

}
