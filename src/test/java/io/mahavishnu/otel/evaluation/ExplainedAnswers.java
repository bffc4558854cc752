package io.mahavishnu.otel.evaluation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * Asks a running service that holds the shop five questions of an operator, and draws
 * what comes first with the reasons: a program. docs/evaluation.md says how to run it.
 */
final class ExplainedAnswers {

	private static final List<String> QUESTIONS = List.of("customers can't pay with their card",
			"slow page because of the recommendations", "uploading a photo fails, no space left on disk",
			"things people put in the cart as a guest or saved earlier disappear when they sign in",
			"someone is locked out of their account");

	private ExplainedAnswers() {
	}

	/**
	 * Draws the answers.
	 * @param arguments the service's address and the file to write
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		AnswerDrawing drawing = new AnswerDrawing();
		try (ServiceClient service = new ServiceClient(URI.create(arguments[0]))) {
			for (String question : QUESTIONS) {
				JsonNode best = service.answer(question, SearchMode.HYBRID, 1).required("results").required(0);
				drawing.add(question, best);
			}
		}
		Files.writeString(Path.of(arguments[1]), drawing.svg());
	}

}
