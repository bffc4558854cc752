package io.mahavishnu.otel.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * A question and what should be found.
 *
 * @param query the question, as a person asks it
 * @param grades trace id → grade of relevance, 1 or more; a trace that is not named is
 * not relevant
 */
public record LabelledQuery(String query, SequencedMap<String, Integer> grades) {

	/** Copies; a question without relevant traces measures nothing. */
	public LabelledQuery {
		if (grades.isEmpty() || grades.values().stream().anyMatch((grade) -> grade < 1)) {
			throw new IllegalArgumentException("\"" + query + "\" needs relevant traces, graded 1 or more: " + grades);
		}
		grades = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(grades));
	}

	/** A question with relevant traces, put in order of their ids. */
	public static LabelledQuery of(String query, Map<String, Integer> grades) {
		return new LabelledQuery(query, new TreeMap<>(grades));
	}

}
