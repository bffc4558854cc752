package io.mahavishnu.otel.mcp;

import java.util.List;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;

/** A trace as a resource that a client can attach to a conversation: its outline. */
final class TraceResource {

	private static final String SCHEME = "otel://traces/";

	private static final String MIME_TYPE = "application/json";

	private final TraceTools tools;

	TraceResource(TraceTools tools) {
		this.tools = tools;
	}

	McpStatelessServerFeatures.SyncResourceTemplateSpecification specification() {
		McpSchema.ResourceTemplate template = McpSchema.ResourceTemplate.builder(SCHEME + "{trace_id}", "trace")
			.title("Trace")
			.description("The outline of a trace: its spans, each below its parent. " + AnswerPages.NOTICE)
			.mimeType(MIME_TYPE)
			.build();
		return new McpStatelessServerFeatures.SyncResourceTemplateSpecification(template,
				(_, request) -> read(request.uri()));
	}

	private McpSchema.ReadResourceResult read(String uri) {
		try {
			String outline = this.tools.outline(uri.substring(SCHEME.length()), null).toString();
			return new McpSchema.ReadResourceResult(
					List.of(new McpSchema.TextResourceContents(uri, MIME_TYPE, outline)));
		}
		catch (TraceProblem problem) {
			if (problem.type() == ProblemType.TRACE_NOT_FOUND) {
				throw McpError.RESOURCE_NOT_FOUND.apply(uri);
			}
			throw McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS).message(problem.detail()).build();
		}
	}

}
