package io.mahavishnu.otel.passage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/**
 * All that a trace says.
 *
 * @param utterances its passages in span order, the trace as a whole first; of a passage
 * said several times by one service only the first utterance
 * @param shape the id of the set of (service, passage) pairs
 * @param words the trace's own, unmasked words, for search by words
 */
public record TraceText(List<Utterance> utterances, ShapeId shape, Words words) {

	public TraceText {
		utterances = List.copyOf(utterances);
	}

	/**
	 * Unmasked words by where they stand, so that they can weigh differently. A word
	 * stands in one field only once it is said there, but may stand in several fields.
	 *
	 * @param names names of spans and services
	 * @param errors status messages, exceptions and error types
	 * @param body everything else that the trace says, keys of attributes excluded
	 */
	public record Words(String names, String errors, String body) {

	}

	/** The distinct passages, in order. */
	public SequencedSet<Passage> passages() {
		return this.utterances.stream().map(Utterance::passage).collect(Collectors.toCollection(LinkedHashSet::new));
	}

}
