package io.mahavishnu.otel.passage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import io.mahavishnu.otel.trace.Trace;

/**
 * What a trace says as a whole: what it starts with, which services take part, what went
 * wrong and which steps it has. Sets are said in alphabetical order, since the order of
 * parallel steps changes from trace to trace. Not thread-safe.
 */
final class TraceSummary {

	private static final int FAILURES_MAX = 3;

	private static final int FAILURE_LENGTH_MAX = 200;

	private static final int SERVICES_MAX = 12;

	/**
	 * By what is said, the least of the names that say it: their order must not count.
	 */
	private final SortedMap<String, String> names = new TreeMap<>();

	private final SortedMap<String, String> failures = new TreeMap<>();

	private final Set<String> seenNames = new HashSet<>();

	private final Set<String> seenFailures = new HashSet<>();

	void add(SpanSpeech speech) {
		if (!speech.name().isBlank() && this.seenNames.add(speech.name())) {
			this.names.merge(Wording.said(speech.name()), speech.name(), TraceSummary::least);
		}
		for (String failure : speech.failures()) {
			String shown = Cut.at(failure, FAILURE_LENGTH_MAX);
			if (this.seenFailures.add(shown)) {
				this.failures.merge(Wording.said(shown), shown, TraceSummary::least);
			}
		}
	}

	/** The trace in words, the most telling first. */
	List<Fragment> of(Trace trace) {
		List<Fragment> fragments = new ArrayList<>();
		String root = StepName.of(trace.root());
		if (!root.isBlank()) {
			fragments.add(Fragment.name(root));
		}
		this.failures.values().stream().limit(FAILURES_MAX).map(Fragment::prose).forEach(fragments::add);
		this.names.remove(Wording.said(root));
		new TreeSet<>(trace.services()).stream().limit(SERVICES_MAX).map(Fragment::name).forEach(fragments::add);
		this.names.values().stream().map(Fragment::name).forEach(fragments::add);
		return fragments;
	}

	private static String least(String one, String other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

}
