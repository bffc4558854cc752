package io.mahavishnu.otel.passage;

import java.util.List;

/**
 * A message of a conversation with a model, or the call of a tool in it.
 *
 * @param role who says it, as sent; empty when unknown
 * @param tool the called tool, or empty
 * @param text what is said, or the tool's arguments in words
 */
record Message(String role, String tool, String text) {

	/**
	 * The message as a statement that begins with who says it, or with the called tool.
	 */
	Statement statement() {
		String introduction = this.tool.isEmpty() ? speaker() : this.tool;
		List<Fragment> header = introduction.isEmpty() ? List.of() : List.of(Fragment.name(introduction));
		List<Fragment> body = this.text.isBlank() ? List.of() : List.of(Fragment.prose(this.text));
		return new Statement(header, body, isInstruction() ? Statement.Reach.BEGINNING : Statement.Reach.WHOLE);
	}

	/** The role in one word for all dialects; tools and instructions have none. */
	private String speaker() {
		return switch (this.role) {
			case "user", "human" -> "user";
			case "assistant", "ai", "model" -> "assistant";
			default -> "";
		};
	}

	/**
	 * Whether it tells the agent what it is: it stands in every conversation and its
	 * rules would match every question, so only its beginning is embedded.
	 */
	private boolean isInstruction() {
		return this.role.equals("system") || this.role.equals("developer");
	}

}
