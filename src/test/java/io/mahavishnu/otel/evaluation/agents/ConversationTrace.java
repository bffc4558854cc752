package io.mahavishnu.otel.evaluation.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import io.mahavishnu.otel.evaluation.LabelledTrace;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a conversation down as a trace: a call of the model for each thing that the
 * agent says, with all that was said before, and a span for each use of a tool. Used
 * once, by one thread.
 */
final class ConversationTrace {

	private static final Map<String, String> SYSTEM_PROMPTS = Map.of("helpdesk",
			"You are the IT help desk of a company. Use the tools, be brief and friendly.", "coder",
			"You are a coding assistant in a repository. Change as little as needed and run the tests.");

	private final Dialect dialect;

	private final int speaker;

	private final RandomGenerator random;

	private final String user;

	private final List<Dialect.Message> said = new ArrayList<>();

	private final ArrayNode spans = JsonMapper.shared().createArrayNode();

	private final String rootId;

	private long nowEpochNanos;

	/**
	 * Prepares a trace.
	 * @param speaker which of the two people speaks: 0 or 1
	 */
	ConversationTrace(Dialect dialect, int speaker, RandomGenerator random, long startEpochNanos) {
		this.dialect = dialect;
		this.speaker = speaker;
		this.random = random;
		this.user = "u" + (10_000 + random.nextInt(90_000));
		this.rootId = hex(16);
		this.nowEpochNanos = startEpochNanos;
	}

	LabelledTrace write(Conversation conversation) {
		long start = this.nowEpochNanos;
		String service = conversation.agent() + "-agent";
		this.said.add(new Dialect.Message("system", SYSTEM_PROMPTS.getOrDefault(conversation.agent(), "")));
		ObjectNode root = span(service, conversation.agent(), "INTERNAL", start);
		this.dialect.agent((ObjectNode) root.get("attributes"), conversation.agent());
		for (Conversation.Turn turn : conversation.turns()) {
			switch (turn) {
				case Conversation.Turn.User speaks ->
					this.said.add(new Dialect.Message("user", speaks.wordings().get(this.speaker)));
				case Conversation.Turn.Agent speaks -> chat(service, speaks.text());
				case Conversation.Turn.Tool tool -> {
					chat(service, "");
					tool(service, tool);
				}
			}
		}
		root.put("span_id", this.rootId).put("end_time", this.nowEpochNanos).remove("parent_span_id");
		String traceId = hex(32);
		ObjectNode trace = JsonMapper.shared().createObjectNode().put("trace_id", traceId);
		trace.set("spans", this.spans);
		return new LabelledTrace(traceId, trace.toString());
	}

	private void chat(String service, String text) {
		long start = this.nowEpochNanos;
		Dialect.Message answer = new Dialect.Message("assistant", text);
		String name = (this.dialect == Dialect.OPEN_INFERENCE) ? "ChatCompletion" : "openai.chat";
		this.nowEpochNanos += (long) (4e8 + this.random.nextDouble() * 2e9);
		ObjectNode span = span(service, name, "CLIENT", start);
		this.dialect.chat((ObjectNode) span.get("attributes"), List.copyOf(this.said), answer);
		this.said.add(answer);
	}

	private void tool(String service, Conversation.Turn.Tool tool) {
		long start = this.nowEpochNanos;
		this.nowEpochNanos += (long) (1e7 + this.random.nextDouble() * 1e9);
		String name = (this.dialect == Dialect.OPEN_INFERENCE) ? tool.name() : tool.name() + ".tool";
		ObjectNode span = span(service, name, "INTERNAL", start);
		this.dialect.tool((ObjectNode) span.get("attributes"), tool, tool.arguments().replace("{user}", this.user));
		if (tool.result().startsWith("{\"error\"")) {
			span.putObject("status")
				.put("code", "ERROR")
				.put("message", JsonMapper.shared().readTree(tool.result()).get("error").asString());
		}
		this.said.add(new Dialect.Message("tool", tool.result()));
	}

	private ObjectNode span(String service, String name, String kind, long startEpochNanos) {
		ObjectNode span = this.spans.addObject()
			.put("span_id", hex(16))
			.put("parent_span_id", this.rootId)
			.put("name", name)
			.put("kind", kind)
			.put("start_time", startEpochNanos)
			.put("end_time", this.nowEpochNanos);
		span.putObject("attributes");
		span.putObject("resource").put("service.name", service);
		return span;
	}

	private String hex(int digits) {
		StringBuilder hex = new StringBuilder();
		for (int i = 0; i < digits; i++) {
			hex.append(Character.forDigit(this.random.nextInt(16), 16));
		}
		return hex.toString();
	}

}
