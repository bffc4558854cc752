package io.mahavishnu.otel.evaluation.agents;

import java.util.List;

import tools.jackson.databind.node.ObjectNode;

/** How instrumentation libraries say what an agent did. */
enum Dialect {

	/** Arize's conventions: {@code llm.input_messages.N.message.content}. */
	OPEN_INFERENCE {
		@Override
		void agent(ObjectNode attributes, String agent) {
			attributes.put("openinference.span.kind", "AGENT").put("agent.name", agent);
		}

		@Override
		void chat(ObjectNode attributes, List<Message> prompt, Message answer) {
			attributes.put("openinference.span.kind", "LLM").put("llm.model_name", MODEL).put("llm.provider", "openai");
			messages(attributes, "llm.input_messages.", ".message.", prompt);
			messages(attributes, "llm.output_messages.", ".message.", List.of(answer));
		}

		@Override
		void tool(ObjectNode attributes, Conversation.Turn.Tool tool, String arguments) {
			attributes.put("openinference.span.kind", "TOOL")
				.put("tool.name", tool.name())
				.put("tool.parameters", arguments)
				.put("input.value", arguments)
				.put("output.value", tool.result());
		}
	},

	/** Traceloop's conventions: {@code gen_ai.prompt.N.content}. */
	OPEN_LLMETRY {
		@Override
		void agent(ObjectNode attributes, String agent) {
			attributes.put("traceloop.span.kind", "workflow").put("traceloop.workflow.name", agent);
		}

		@Override
		void chat(ObjectNode attributes, List<Message> prompt, Message answer) {
			attributes.put("llm.request.type", "chat")
				.put("gen_ai.system", "openai")
				.put("gen_ai.request.model", MODEL);
			messages(attributes, "gen_ai.prompt.", ".", prompt);
			messages(attributes, "gen_ai.completion.", ".", List.of(answer));
		}

		@Override
		void tool(ObjectNode attributes, Conversation.Turn.Tool tool, String arguments) {
			attributes.put("traceloop.span.kind", "tool")
				.put("traceloop.entity.name", tool.name())
				.put("traceloop.entity.input", arguments)
				.put("traceloop.entity.output", tool.result());
		}
	};

	static final String MODEL = "gpt-4o-mini";

	/** Says that a span is the agent's work as a whole. */
	abstract void agent(ObjectNode attributes, String agent);

	/** Says that a span is a call of the model, with all that was said before. */
	abstract void chat(ObjectNode attributes, List<Message> prompt, Message answer);

	/** Says that a span is the use of a tool. */
	abstract void tool(ObjectNode attributes, Conversation.Turn.Tool tool, String arguments);

	private static void messages(ObjectNode attributes, String before, String after, List<Message> messages) {
		for (int i = 0; i < messages.size(); i++) {
			attributes.put(before + i + after + "role", messages.get(i).role());
			attributes.put(before + i + after + "content", messages.get(i).content());
		}
	}

	/**
	 * A message of a conversation.
	 *
	 * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
	 * @param content what it says
	 */
	record Message(String role, String content) {
	}

}
