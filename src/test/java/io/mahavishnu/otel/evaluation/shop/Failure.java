package io.mahavishnu.otel.evaluation.shop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import org.jspecify.annotations.Nullable;

/**
 * A kind of failure.
 *
 * @param name its name in the files
 * @param count in how many traces of the full set
 * @param flows in which flows it happens
 * @param handled whether its callers get on all the same
 * @param answer the HTTP status code that the user sees; 500 unless said
 * @param says what the gRPC services on the way say; null when they repeat the error
 * @param symptoms operation → how it shows there
 */
record Failure(String name, int count, List<String> flows, boolean handled, int answer, @Nullable String says,
		Map<Operation, Symptom> symptoms) {

	Failure {
		flows = List.copyOf(flows);
		symptoms = Map.copyOf(symptoms);
	}

	/** Reads {@code failures.txt}: failure name → failure, in the file's order. */
	static SequencedMap<String, Failure> load() throws IOException {
		SequencedMap<String, Failure> failures = new LinkedHashMap<>();
		List<String> block = new ArrayList<>();
		for (String line : ShopFiles.lines("failures.txt")) {
			if (line.startsWith("failure ") && !block.isEmpty()) {
				Failure failure = read(block);
				failures.put(failure.name(), failure);
				block.clear();
			}
			block.add(line);
		}
		Failure last = read(block);
		failures.put(last.name(), last);
		return failures;
	}

	/** How the failure shows at an operation; null when it does not. */
	@Nullable Symptom symptomAt(Operation operation) {
		return this.symptoms.get(operation);
	}

	/** How the failure shows at the first span of a trace; null when it does not. */
	@Nullable Symptom symptomAtRoot(Operation root) {
		Symptom symptom = this.symptoms.get(new Operation(root.service(), "root", ""));
		return (symptom != null) ? symptom : symptomAt(root);
	}

	private static Failure read(List<String> block) {
		String[] head = block.getFirst().split(" ");
		boolean handled = false;
		int answer = 500;
		String says = null;
		Map<Operation, SymptomBuilder> symptoms = new LinkedHashMap<>();
		SymptomBuilder current = null;
		for (String line : block.subList(1, block.size())) {
			String[] words = line.strip().split(" ", 2);
			switch (words[0]) {
				case "handled" -> handled = true;
				case "answers" -> answer = Integer.parseInt(words[1]);
				case "says" -> says = words[1];
				case "at" -> {
					current = new SymptomBuilder();
					symptoms.put(Operation.parse(words[1]), current);
				}
				default -> {
					if (current == null) {
						throw new IllegalArgumentException("Not a line of failure " + head[1] + ": " + line);
					}
					current.line(line);
				}
			}
		}
		Map<Operation, Symptom> built = new LinkedHashMap<>();
		symptoms.forEach((operation, builder) -> built.put(operation, builder.build()));
		return new Failure(head[1], Integer.parseInt(head[2]), Arrays.asList(head).subList(4, head.length), handled,
				answer, says, built);
	}

}
