package io.mahavishnu.otel.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Traces and questions about them, with the traces that each question should find.
 *
 * @param name what tables call it
 * @param traces the traces by id, each in simple JSON without line breaks
 * @param queries the questions
 */
public record LabelledSet(String name, List<LabelledTrace> traces, List<LabelledQuery> queries) {

	/** Copies; every relevant trace must be there. */
	public LabelledSet {
		traces = List.copyOf(traces);
		queries = List.copyOf(queries);
		Set<String> ids = new HashSet<>();
		traces.forEach((trace) -> ids.add(trace.traceId()));
		for (LabelledQuery query : queries) {
			if (!ids.containsAll(query.grades().keySet())) {
				throw new IllegalArgumentException(
						"\"" + query.query() + "\" of set " + name + " names traces that are not in the set");
			}
		}
	}

	/**
	 * Reads a set from a folder.
	 * @param folder holds {@code traces.ndjson} and {@code queries.json}, each plain or
	 * gzipped
	 * @throws IOException when the files are missing or cannot be read
	 */
	public static LabelledSet read(Path folder) throws IOException {
		return LabelledSetFiles.read(folder);
	}

	/**
	 * Reads a set that is kept with the tests.
	 * @param name the folder under {@code evaluation/} on the class path
	 * @throws IOException when there is no such set or it cannot be read
	 */
	public static LabelledSet resource(String name) throws IOException {
		return LabelledSetFiles.readResource(name);
	}

	/**
	 * A smaller set: the first questions, and only the traces that are relevant to one of
	 * them.
	 * @param count how many questions
	 */
	public LabelledSet firstQueries(int count) {
		List<LabelledQuery> first = this.queries.subList(0, Math.min(count, this.queries.size()));
		Set<String> relevant = new HashSet<>();
		first.forEach((query) -> relevant.addAll(query.grades().keySet()));
		return new LabelledSet(this.name + "-first-" + first.size(),
				this.traces.stream().filter((trace) -> relevant.contains(trace.traceId())).toList(), first);
	}

	/**
	 * Writes the set to a folder, in the form that {@link #read} takes.
	 * @param folder made when missing
	 * @throws IOException when it cannot be written
	 */
	public void writeTo(Path folder) throws IOException {
		LabelledSetFiles.write(this, folder);
	}

}
