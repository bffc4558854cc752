package io.mahavishnu.otel.duckdb;

import java.io.StringWriter;
import java.util.List;

import io.mahavishnu.otel.trace.AttributeJson;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.EntityRef;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanLink;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes the parts of spans that are stored as JSON text, in the form that
 * {@link StoredJson} reads, one after the other with one generator: to make one costs as
 * much as to write a few attributes. After a {@link JacksonException} it is of no use any
 * more. Not thread-safe.
 */
final class StoredJsonWriter implements AutoCloseable {

	private final StringWriter text = new StringWriter();

	private final JsonGenerator json = StoredJson.JSON.createGenerator(ObjectWriteContext.empty(), this.text);

	String write(Attributes attributes) {
		return attributes.isEmpty() ? "" : written(() -> AttributeJson.write(this.json, attributes));
	}

	String write(Resource resource) {
		return resource.equals(Resource.EMPTY) ? "" : written(() -> {
			this.json.writeStartArray();
			AttributeJson.write(this.json, resource.attributes());
			this.json.writeString(resource.schemaUrl());
			this.json.writeNumber(resource.droppedAttributes());
			if (!resource.entityRefs().isEmpty()) {
				writeEntityRefs(resource.entityRefs());
			}
			this.json.writeEndArray();
		});
	}

	String write(Scope scope) {
		return scope.equals(Scope.EMPTY) ? "" : written(() -> {
			this.json.writeStartArray();
			this.json.writeString(scope.name());
			this.json.writeString(scope.version());
			AttributeJson.write(this.json, scope.attributes());
			this.json.writeString(scope.schemaUrl());
			this.json.writeNumber(scope.droppedAttributes());
			this.json.writeEndArray();
		});
	}

	String writeEvents(List<SpanEvent> events) {
		return writeList(events, (event) -> {
			this.json.writeString(event.name());
			this.json.writeNumber(event.epochNanos());
			AttributeJson.write(this.json, event.attributes());
			this.json.writeNumber(event.droppedAttributes());
		});
	}

	String writeLinks(List<SpanLink> links) {
		return writeList(links, (link) -> {
			this.json.writeString(link.traceId().value());
			this.json.writeString(link.spanId().value());
			this.json.writeString(link.traceState());
			AttributeJson.write(this.json, link.attributes());
			this.json.writeNumber(link.droppedAttributes());
			this.json.writeNumber(link.flags());
		});
	}

	@Override
	public void close() {
		this.json.close();
	}

	// Left out where there are none, as in what was stored before there were any.
	private void writeEntityRefs(List<EntityRef> entityRefs) {
		this.json.writeStartArray();
		entityRefs.forEach((entity) -> {
			this.json.writeStartArray();
			this.json.writeString(entity.schemaUrl());
			this.json.writeString(entity.type());
			writeStrings(entity.idKeys());
			writeStrings(entity.descriptionKeys());
			this.json.writeEndArray();
		});
		this.json.writeEndArray();
	}

	private void writeStrings(List<String> values) {
		this.json.writeStartArray();
		values.forEach(this.json::writeString);
		this.json.writeEndArray();
	}

	private <T> String writeList(List<T> values, Components<T> components) {
		return values.isEmpty() ? "" : written(() -> {
			this.json.writeStartArray();
			values.forEach((value) -> {
				this.json.writeStartArray();
				components.write(value);
				this.json.writeEndArray();
			});
			this.json.writeEndArray();
		});
	}

	private String written(Runnable content) {
		this.text.getBuffer().setLength(0);
		content.run();
		this.json.flush();
		return this.text.toString();
	}

	/** Writes the components of a value. */
	private interface Components<T> {

		void write(T value);

	}

}
