package io.mahavishnu.otel.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What was found to break a promise, by kind. Thread-safe. */
final class Findings {

	private final Map<String, List<String>> byKind = new TreeMap<>();

	private final Consumer<String> told;

	Findings() {
		this((_) -> {
		});
	}

	/**
	 * Findings that are told at once, too: what finds them may not come to its end.
	 * @param told takes each, as a line
	 */
	Findings(Consumer<String> told) {
		this.told = told;
	}

	synchronized void report(String kind, String what) {
		this.byKind.computeIfAbsent(kind, (_) -> new ArrayList<>()).add(what);
		this.told.accept(kind + ": " + what);
	}

	/** These and others. */
	Findings and(Findings others) {
		Findings all = new Findings();
		for (Findings some : List.of(this, others)) {
			some.byKind().forEach((kind, each) -> each.forEach((what) -> all.report(kind, what)));
		}
		return all;
	}

	private synchronized Map<String, List<String>> byKind() {
		Map<String, List<String>> copy = new TreeMap<>();
		this.byKind.forEach((kind, each) -> copy.put(kind, List.copyOf(each)));
		return copy;
	}

	synchronized int count(String kind) {
		return this.byKind.getOrDefault(kind, List.of()).size();
	}

	synchronized boolean isEmpty() {
		return this.byKind.isEmpty();
	}

	/** All of them, a line each. */
	synchronized List<String> lines() {
		return this.byKind.entrySet()
			.stream()
			.flatMap((kind) -> kind.getValue().stream().map((what) -> kind.getKey() + ": " + what))
			.toList();
	}

}
