package io.mahavishnu.otel.receive;

import java.util.Locale;

import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanKind;
import io.mahavishnu.otel.trace.SpanLink;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a span of the simple JSON: each method the value at the current
 * token. Absent parts are empty. Not thread-safe.
 */
final class SpanParts {

	private final JsonFields fields;

	SpanParts(JsonFields fields) {
		this.fields = fields;
	}

	/** An empty id stands for none, as in OTLP. */
	@Nullable SpanId spanId() {
		String value = this.fields.text();
		try {
			return value.isEmpty() ? null : new SpanId(value);
		}
		catch (IllegalArgumentException unfit) {
			throw this.fields.problem(": " + unfit.getMessage());
		}
	}

	SpanKind kind() {
		if (this.fields.isInteger()) {
			return SpanKind.ofNumber(this.fields.integer());
		}
		String kind = this.fields.text();
		try {
			return kind.isEmpty() ? SpanKind.UNSPECIFIED : SpanKind.valueOf(constant(kind, "SPAN_KIND_"));
		}
		catch (IllegalArgumentException unknown) {
			throw this.fields.mustBe("INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER or OTLP's integer");
		}
	}

	SpanStatus status() {
		if (this.fields.isNull()) {
			return SpanStatus.UNSET;
		}
		if (this.fields.isString() || this.fields.isInteger()) {
			return new SpanStatus(statusCode(), "");
		}
		StatusDraft draft = new StatusDraft();
		this.fields.object((field) -> {
			switch (field) {
				case "code" -> draft.code = statusCode();
				case "message" -> draft.message = this.fields.text();
				default -> this.fields.skip();
			}
		});
		return new SpanStatus(draft.code, draft.message);
	}

	private SpanStatus.Code statusCode() {
		if (this.fields.isInteger()) {
			return SpanStatus.Code.ofNumber(this.fields.integer());
		}
		String code = this.fields.text();
		try {
			return code.isEmpty() ? SpanStatus.Code.UNSET : SpanStatus.Code.valueOf(constant(code, "STATUS_CODE_"));
		}
		catch (IllegalArgumentException unknown) {
			throw this.fields.mustBe("OK, ERROR, UNSET or OTLP's integer");
		}
	}

	Scope scope() {
		if (this.fields.isNull()) {
			return Scope.EMPTY;
		}
		NamedDraft draft = new NamedDraft();
		this.fields.object((field) -> {
			switch (field) {
				case "name" -> draft.name = this.fields.text();
				case "version" -> draft.version = this.fields.text();
				case "attributes" -> draft.attributes = this.fields.attributes();
				default -> this.fields.skip();
			}
		});
		return new Scope(draft.name, draft.version, draft.attributes, "", 0);
	}

	SpanEvent event() {
		NamedDraft draft = new NamedDraft();
		this.fields.object((field) -> {
			switch (field) {
				case "name" -> draft.name = this.fields.text();
				case "time" -> draft.epochNanos = this.fields.epochNanos();
				case "attributes" -> draft.attributes = this.fields.attributes();
				default -> this.fields.skip();
			}
		});
		return new SpanEvent(draft.name, draft.epochNanos, draft.attributes, 0);
	}

	SpanLink link() {
		LinkDraft draft = new LinkDraft();
		this.fields.object((field) -> {
			switch (field) {
				case "trace_id" -> draft.traceId = TraceIdField.read(this.fields);
				case "span_id" -> draft.spanId = spanId();
				case "trace_state" -> draft.traceState = this.fields.text();
				case "attributes" -> draft.attributes = this.fields.attributes();
				case "flags" -> draft.flags = this.fields.integer();
				default -> this.fields.skip();
			}
		});
		if (draft.traceId == null || draft.spanId == null) {
			throw this.fields.problem(" must have a trace_id and a span_id");
		}
		return new SpanLink(draft.traceId, draft.spanId, draft.traceState, draft.attributes, 0, draft.flags);
	}

	private static String constant(String name, String prefix) {
		String upper = name.toUpperCase(Locale.ROOT);
		return upper.startsWith(prefix) ? upper.substring(prefix.length()) : upper;
	}

	private static final class StatusDraft {

		private SpanStatus.Code code = SpanStatus.Code.UNSET;

		private String message = "";

	}

	/** A scope or an event. */
	private static final class NamedDraft {

		private String name = "";

		private String version = "";

		private long epochNanos;

		private Attributes attributes = Attributes.EMPTY;

	}

	private static final class LinkDraft {

		private @Nullable TraceId traceId;

		private @Nullable SpanId spanId;

		private String traceState = "";

		private Attributes attributes = Attributes.EMPTY;

		private int flags;

	}

}
