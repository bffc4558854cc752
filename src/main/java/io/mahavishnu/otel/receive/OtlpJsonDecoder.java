package io.mahavishnu.otel.receive;

import java.io.InputStream;
import java.util.List;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.EntityRef;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Reads an export request in OTLP's JSON as a stream into the model. Unknown fields,
 * names in snake_case among them, are passed over. For one request; not thread-safe.
 */
final class OtlpJsonDecoder {

	private static final int TRACE_ID_LENGTH = 32;

	private static final int SPAN_ID_LENGTH = 16;

	private final JsonFields fields;

	private final OtlpJsonFields otlp;

	private final OtlpExport export;

	private OtlpJsonDecoder(JsonParser json, OtlpExport export) {
		this.fields = new JsonFields(json, null);
		this.otlp = new OtlpJsonFields(this.fields, export);
		this.export = export;
	}

	/**
	 * Adds all spans of a request to an export.
	 * @throws TraceProblem {@code INVALID_REQUEST} or {@code INVALID_TRACE} when it
	 * cannot be decoded
	 */
	static void decode(InputStream body, OtlpExport export) {
		try (JsonParser json = StrictJson.otlpParser(body, export.size())) {
			if (json.nextToken() == null) {
				throw TraceProblem.invalidRequest("the body is empty; an empty request is {}");
			}
			new OtlpJsonDecoder(json, export).readRequest();
			if (json.nextToken() != null) {
				throw TraceProblem.invalidRequest("the body goes on after the request");
			}
		}
		catch (JacksonException broken) {
			throw new TraceProblem(ProblemType.INVALID_REQUEST, "the body is not JSON: " + StrictJson.describe(broken),
					broken);
		}
	}

	private void readRequest() {
		RequestDraft request = new RequestDraft();
		this.fields.object((field) -> {
			if (field.equals("resourceSpans")) {
				request.resourceSpans = this.fields.array(this::resourceSpans);
			}
			else {
				this.fields.skip();
			}
		});
		for (ResourceSpansDraft resourceSpans : request.resourceSpans) {
			Resource resource = resourceSpans.toResource();
			resourceSpans.scopeSpans
				.forEach((scopeSpans) -> this.export.add(scopeSpans.spans, resource, scopeSpans.toScope()));
		}
	}

	private ResourceSpansDraft resourceSpans() {
		ResourceSpansDraft draft = new ResourceSpansDraft();
		this.fields.object((field) -> {
			switch (field) {
				case "resource" -> draft.resource = named();
				case "schemaUrl" -> draft.schemaUrl = this.fields.text();
				case "scopeSpans" -> draft.scopeSpans = this.fields.array(this::scopeSpans);
				default -> this.fields.skip();
			}
		});
		return draft;
	}

	private ScopeSpansDraft scopeSpans() {
		ScopeSpansDraft draft = new ScopeSpansDraft();
		this.fields.object((field) -> {
			switch (field) {
				case "scope" -> draft.scope = named();
				case "schemaUrl" -> draft.schemaUrl = this.fields.text();
				case "spans" -> draft.spans = this.fields.array(this::span);
				default -> this.fields.skip();
			}
		});
		return draft;
	}

	private NamedDraft named() {
		NamedDraft draft = new NamedDraft();
		if (!this.fields.isNull()) {
			this.fields.object((field) -> {
				switch (field) {
					case "name" -> draft.name = this.fields.text();
					case "version" -> draft.version = this.fields.text();
					case "timeUnixNano" -> draft.unixNanos = this.otlp.unsignedLong();
					case "attributes" -> draft.attributes = this.otlp.attributes();
					case "droppedAttributesCount" -> draft.droppedAttributes = this.otlp.unsignedInt();
					case "entityRefs" -> draft.entityRefs = this.fields.array(this::entityRef);
					default -> this.fields.skip();
				}
			});
		}
		return draft;
	}

	private EntityRef entityRef() {
		EntityRefDraft draft = new EntityRefDraft();
		this.fields.object((field) -> {
			switch (field) {
				case "schemaUrl" -> draft.schemaUrl = this.fields.text();
				case "type" -> draft.type = this.fields.text();
				case "idKeys" -> draft.idKeys = this.fields.array(this.fields::text);
				case "descriptionKeys" -> draft.descriptionKeys = this.fields.array(this.fields::text);
				default -> this.fields.skip();
			}
		});
		return new EntityRef(draft.schemaUrl, draft.type, draft.idKeys, draft.descriptionKeys);
	}

	private OtlpSpanDraft span() {
		this.export.size().addSpan();
		OtlpSpanDraft draft = new OtlpSpanDraft();
		this.fields.object((field) -> {
			switch (field) {
				case "traceId" -> draft.traceId = this.otlp.id(TRACE_ID_LENGTH);
				case "spanId" -> draft.spanId = this.otlp.id(SPAN_ID_LENGTH);
				case "parentSpanId" -> draft.parentSpanId = this.otlp.id(SPAN_ID_LENGTH);
				case "traceState" -> draft.traceState = this.fields.text();
				case "flags" -> draft.flags = this.otlp.unsignedInt();
				case "name" -> draft.name = this.fields.text();
				case "kind" -> draft.kind = this.otlp.constant();
				case "startTimeUnixNano" -> draft.startUnixNanos = this.otlp.unsignedLong();
				case "endTimeUnixNano" -> draft.endUnixNanos = this.otlp.unsignedLong();
				case "attributes" -> draft.attributes = this.otlp.attributes();
				case "droppedAttributesCount" -> draft.droppedAttributes = this.otlp.unsignedInt();
				case "events" -> draft.events = this.fields.array(this::event);
				case "droppedEventsCount" -> draft.droppedEvents = this.otlp.unsignedInt();
				case "links" -> draft.links = this.fields.array(this::link);
				case "droppedLinksCount" -> draft.droppedLinks = this.otlp.unsignedInt();
				case "status" -> draft.status = status();
				default -> this.fields.skip();
			}
		});
		return draft;
	}

	private SpanEvent event() {
		if (this.fields.isNull()) {
			throw this.fields.mustBe("an object");
		}
		NamedDraft draft = named();
		return new SpanEvent(draft.name, draft.unixNanos, draft.attributes, draft.droppedAttributes);
	}

	private OtlpSpanDraft.Link link() {
		OtlpSpanDraft draft = new OtlpSpanDraft();
		this.fields.object((field) -> {
			switch (field) {
				case "traceId" -> draft.traceId = this.otlp.id(TRACE_ID_LENGTH);
				case "spanId" -> draft.spanId = this.otlp.id(SPAN_ID_LENGTH);
				case "traceState" -> draft.traceState = this.fields.text();
				case "attributes" -> draft.attributes = this.otlp.attributes();
				case "droppedAttributesCount" -> draft.droppedAttributes = this.otlp.unsignedInt();
				case "flags" -> draft.flags = this.otlp.unsignedInt();
				default -> this.fields.skip();
			}
		});
		return new OtlpSpanDraft.Link(draft.traceId, draft.spanId, draft.traceState, draft.attributes,
				draft.droppedAttributes, draft.flags);
	}

	private SpanStatus status() {
		OtlpSpanDraft draft = new OtlpSpanDraft();
		if (!this.fields.isNull()) {
			this.fields.object((field) -> {
				switch (field) {
					case "code" -> draft.kind = this.otlp.constant();
					case "message" -> draft.name = this.fields.text();
					default -> this.fields.skip();
				}
			});
		}
		return new SpanStatus(SpanStatus.Code.ofNumber(draft.kind), draft.name);
	}

	private static final class RequestDraft {

		private List<ResourceSpansDraft> resourceSpans = List.of();

	}

	private static final class ResourceSpansDraft {

		private NamedDraft resource = new NamedDraft();

		private String schemaUrl = "";

		private List<ScopeSpansDraft> scopeSpans = List.of();

		Resource toResource() {
			return new Resource(this.resource.attributes, this.schemaUrl, this.resource.droppedAttributes,
					this.resource.entityRefs);
		}

	}

	private static final class ScopeSpansDraft {

		private NamedDraft scope = new NamedDraft();

		private String schemaUrl = "";

		private List<OtlpSpanDraft> spans = List.of();

		Scope toScope() {
			return new Scope(this.scope.name, this.scope.version, this.scope.attributes, this.schemaUrl,
					this.scope.droppedAttributes);
		}

	}

	/** A resource, a scope or an event. */
	private static final class NamedDraft {

		private String name = "";

		private String version = "";

		private long unixNanos;

		private Attributes attributes = Attributes.EMPTY;

		private int droppedAttributes;

		private List<EntityRef> entityRefs = List.of();

	}

	private static final class EntityRefDraft {

		private String schemaUrl = "";

		private String type = "";

		private List<String> idKeys = List.of();

		private List<String> descriptionKeys = List.of();

	}

}
