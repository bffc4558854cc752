package io.mahavishnu.otel.mcp;

import java.util.Map;
import java.util.function.Function;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.spec.McpSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool: its name, and what answers a call. The answer goes out structured and, for
 * clients that know no structured answers, as text of the same JSON. A problem is an
 * error result that says what to do next, so that the model sees it; only what breaks the
 * protocol is an error of the protocol.
 *
 * @param name the tool's name
 * @param call answers a call; may throw a {@link TraceProblem}
 */
record TraceTool(String name, Function<Arguments, ObjectNode> call) {

	private static final Logger log = LoggerFactory.getLogger(TraceTool.class);

	McpStatelessServerFeatures.SyncToolSpecification specification() {
		return new McpStatelessServerFeatures.SyncToolSpecification(ToolDefinition.load(this.name).toTool(this.name),
				(_, request) -> answer(request));
	}

	private McpSchema.CallToolResult answer(McpSchema.CallToolRequest request) {
		Map<String, Object> arguments = request.arguments();
		try {
			ObjectNode answer = this.call.apply(new Arguments((arguments != null) ? arguments : Map.of()));
			return McpSchema.CallToolResult.builder()
				.structuredContent(answer)
				.addTextContent(answer.toString())
				.isError(false)
				.build();
		}
		catch (TraceProblem problem) {
			if (problem.type() == ProblemType.INTERNAL) {
				log.error("tool {} failed", this.name, problem);
			}
			return error(problem.type(), problem.detail());
		}
		catch (RuntimeException defect) {
			// As over HTTP: a defect goes to the log, and nothing of it to the caller.
			log.error("tool {} failed", this.name, defect);
			return error(ProblemType.INTERNAL, "the service's log says why");
		}
	}

	private static McpSchema.CallToolResult error(ProblemType type, String detail) {
		return McpSchema.CallToolResult.builder()
			.addTextContent(type.code() + ": " + detail + ". Next: " + NextStep.after(type))
			.isError(true)
			.build();
	}

}
