package io.mahavishnu.otel.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.modelcontextprotocol.spec.McpSchema;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a tool presents itself to an agent; a resource file of the tool's name.
 *
 * @param title what people read
 * @param description what the model reads: what it does, when to use it, what to call
 * next
 * @param effect what calling it changes
 * @param inputSchema the JSON Schema of the arguments
 * @param outputSchema the JSON Schema of the structured answer
 */
record ToolDefinition(@JsonProperty("title") String title, @JsonProperty("description") String description,
		@JsonProperty("effect") Effect effect, @JsonProperty("inputSchema") Map<String, Object> inputSchema,
		@JsonProperty("outputSchema") Map<String, Object> outputSchema) {

	/** What calling a tool changes. */
	enum Effect {

		/** Nothing. */
		READS,
		/** It adds; the same call again adds nothing more. */
		ADDS

	}

	static ToolDefinition load(String name) {
		try (InputStream file = ToolDefinition.class.getResourceAsStream(name + ".json")) {
			if (file == null) {
				throw new IllegalStateException("tool " + name + " has no definition");
			}
			return JsonMapper.shared().readValue(file, ToolDefinition.class);
		}
		catch (IOException unreadable) {
			throw new UncheckedIOException(unreadable);
		}
	}

	/**
	 * The tool as the protocol lists it. None of them destroys anything, or reaches
	 * beyond this service.
	 */
	McpSchema.Tool toTool(String name) {
		return McpSchema.Tool.builder(name, this.inputSchema)
			.title(this.title)
			.description(this.description)
			.outputSchema(this.outputSchema)
			.annotations(McpSchema.ToolAnnotations.builder()
				.title(this.title)
				.readOnlyHint(this.effect == Effect.READS)
				.destructiveHint(false)
				.idempotentHint(true)
				.openWorldHint(false)
				.build())
			.build();
	}

}
