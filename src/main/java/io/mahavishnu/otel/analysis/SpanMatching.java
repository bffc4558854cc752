package io.mahavishnu.otel.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.Trace;
import org.jspecify.annotations.Nullable;

/** Which spans of two traces match. */
final class SpanMatching {

	private final Trace baseline;

	private final Trace other;

	private final SpanForest baselineForest;

	private final SpanForest otherForest;

	private final List<TraceComparison.Pair> pairs = new ArrayList<>();

	private final Set<SpanId> matchedOfBaseline = new HashSet<>();

	private final Set<SpanId> matchedOfOther = new HashSet<>();

	SpanMatching(Trace baseline, Trace other) {
		this.baseline = baseline;
		this.other = other;
		this.baselineForest = new SpanForest(baseline);
		this.otherForest = new SpanForest(other);
		Deque<TraceComparison.Pair> open = new ArrayDeque<>(
				match(this.baselineForest.tops(), this.otherForest.tops(), 0));
		while (!open.isEmpty()) {
			TraceComparison.Pair pair = open.pop();
			this.pairs.add(pair);
			this.matchedOfBaseline.add(pair.baseline().spanId());
			this.matchedOfOther.add(pair.other().spanId());
			match(this.baselineForest.childrenOf(pair.baseline()), this.otherForest.childrenOf(pair.other()),
					pair.depth() + 1)
				.reversed()
				.forEach(open::push);
		}
	}

	/** The spans that match, each pair after its parents. */
	List<TraceComparison.Pair> pairs() {
		return this.pairs;
	}

	/** The spans that only the other has, each after its parent. */
	List<Span> added() {
		return without(this.otherForest, this.matchedOfOther);
	}

	/** The spans that only the baseline has, each after its parent. */
	List<Span> missing() {
		return without(this.baselineForest, this.matchedOfBaseline);
	}

	private List<TraceComparison.Pair> match(List<Span> ofBaseline, List<Span> ofOther, int depth) {
		Map<Label, Deque<Span>> waiting = new LinkedHashMap<>();
		ofBaseline.forEach((span) -> waiting.computeIfAbsent(Label.of(span), (_) -> new ArrayDeque<>()).add(span));
		List<TraceComparison.Pair> matched = new ArrayList<>();
		for (Span span : ofOther) {
			Deque<Span> equals = waiting.getOrDefault(Label.of(span), new ArrayDeque<>());
			if (!equals.isEmpty()) {
				Span first = equals.pop();
				matched.add(new TraceComparison.Pair(first, span, this.baseline.durationNanosOf(first),
						this.other.durationNanosOf(span), depth));
			}
		}
		return matched;
	}

	private static List<Span> without(SpanForest forest, Set<SpanId> matched) {
		return forest.fromTheTop().stream().filter((span) -> !matched.contains(span.spanId())).toList();
	}

	/** What siblings that are alike have in common. */
	private record Label(@Nullable String service, String name) {

		static Label of(Span span) {
			return new Label(span.serviceName(), span.name());
		}

	}

}
