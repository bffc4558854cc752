package io.mahavishnu.otel.evaluation.agents;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation that two people have with an agent, each in their own words.
 *
 * @param name its name in the file
 * @param agent which agent
 * @param question what somebody asks who looks for it later
 * @param turns what is said and done, in order
 */
record Conversation(String name, String agent, String question, List<Turn> turns) {

	Conversation {
		turns = List.copyOf(turns);
	}

	/** Reads {@code conversations.txt}, in its order. */
	static List<Conversation> load() throws IOException {
		List<Conversation> conversations = new ArrayList<>();
		for (String block : text().split("\n\n")) {
			List<String> lines = block.lines().filter((line) -> !line.startsWith("#")).toList();
			if (!lines.isEmpty()) {
				conversations.add(read(lines));
			}
		}
		return conversations;
	}

	private static Conversation read(List<String> lines) {
		String[] head = lines.getFirst().split(" ");
		List<Turn> turns = new ArrayList<>();
		for (int at = 2; at < lines.size(); at++) {
			String said = after(lines.get(at));
			switch (lines.get(at).split(" ", 2)[0]) {
				case "user" -> turns.add(new Turn.User(List.of(said, after(lines.get(++at)))));
				case "agent" -> turns.add(new Turn.Agent(said));
				case "tool" -> {
					String[] call = said.split(" ", 2);
					turns.add(new Turn.Tool(call[0], call[1], after(lines.get(++at))));
				}
				default -> throw new IllegalArgumentException("Not a turn of " + head[1] + ": " + lines.get(at));
			}
		}
		return new Conversation(head[1], head[2], after(lines.get(1)), turns);
	}

	private static String after(String line) {
		return line.split(" ", 2)[1];
	}

	private static String text() throws IOException {
		String name = "/evaluation/support-agent/conversations.txt";
		try (InputStream file = Conversation.class.getResourceAsStream(name)) {
			if (file == null) {
				throw new FileNotFoundException(name);
			}
			return new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/** A step of a conversation. */
	sealed interface Turn {

		/**
		 * A person speaks.
		 *
		 * @param wordings what the one says and what the other says
		 */
		record User(List<String> wordings) implements Turn {
		}

		/**
		 * The agent speaks.
		 *
		 * @param text what it says
		 */
		record Agent(String text) implements Turn {
		}

		/**
		 * The agent uses a tool.
		 *
		 * @param name the tool
		 * @param arguments JSON
		 * @param result JSON; with an {@code error} when the tool failed
		 */
		record Tool(String name, String arguments, String result) implements Turn {
		}

	}

}
