package io.mahavishnu.otel.evaluation.shop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import io.mahavishnu.otel.evaluation.LabelledTrace;

/**
 * The shop's traces by what happens in them, which the traces themselves don't say. Not
 * safe for use by several threads.
 */
final class LabelledShop {

	private final SequencedMap<String, List<Entry>> entries = new LinkedHashMap<>();

	private final List<LabelledTrace> traces = new ArrayList<>();

	void add(String label, Entry entry) {
		this.entries.computeIfAbsent(label, (_) -> new ArrayList<>()).add(entry);
		this.traces.add(entry.trace());
	}

	/** The traces of a kind, in order of time. */
	List<Entry> labelled(String label) {
		List<Entry> labelled = this.entries.get(label);
		if (labelled == null) {
			throw new IllegalArgumentException("No trace is labelled " + label);
		}
		return labelled;
	}

	/** How many traces each kind has. */
	Map<String, Integer> counts() {
		Map<String, Integer> counts = new LinkedHashMap<>();
		this.entries.forEach((label, labelled) -> counts.put(label, labelled.size()));
		return counts;
	}

	/** All traces, in order of time. */
	List<LabelledTrace> traces() {
		return this.traces;
	}

	/**
	 * A trace and what its placeholders stand for.
	 *
	 * @param trace the trace
	 * @param values its order, customer, charge and so on
	 */
	record Entry(LabelledTrace trace, Values values) {
	}

}
