package io.mahavishnu.otel.evaluation.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.SequencedMap;

import org.jspecify.annotations.Nullable;

/**
 * Which flows are played when, and which go wrong. Failures of a kind lie within a few
 * hours of each other, as incidents do; all else is spread over the week.
 */
final class ShopPlan {

	/** The full set; the counts of {@code failures.txt} are meant for it. */
	static final int FULL_TRACES = 5_000;

	private static final int FAILURES_MIN = 3;

	private static final int FLOWS_MIN = 2;

	private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

	private static final Duration WEEK = Duration.ofDays(7);

	private static final Duration INCIDENT = Duration.ofHours(5);

	private final List<Entry> entries = new ArrayList<>();

	private final RandomGenerator random;

	private ShopPlan(RandomGenerator random) {
		this.random = random;
	}

	/**
	 * Plans a week.
	 * @param traces how many traces there are in all
	 * @return in order of time
	 */
	static List<Entry> of(SequencedMap<String, Flow> flows, Collection<Failure> failures, int traces,
			RandomGenerator random) {
		ShopPlan plan = new ShopPlan(random);
		failures.forEach((failure) -> plan.addFailures(failure, flows, traces));
		plan.addHealthy(flows.values(), traces - plan.entries.size());
		return plan.entries.stream().sorted(Comparator.comparing(Entry::start)).toList();
	}

	private void addFailures(Failure failure, SequencedMap<String, Flow> flows, int traces) {
		Instant incident = within(MONDAY, WEEK.minus(INCIDENT));
		int count = Math.max(FAILURES_MIN, failure.count() * traces / FULL_TRACES);
		for (int i = 0; i < count; i++) {
			String name = failure.flows().get(this.random.nextInt(failure.flows().size()));
			Flow flow = flows.get(name);
			if (flow == null) {
				throw new IllegalArgumentException("Failure " + failure.name() + " is in no known flow: " + name);
			}
			this.entries.add(new Entry(flow, failure, within(incident, INCIDENT)));
		}
	}

	/**
	 * Shares traces out by weight, a few at least to each; the heaviest takes the rest.
	 */
	private void addHealthy(Collection<Flow> flows, int traces) {
		int weights = flows.stream().mapToInt(Flow::weight).sum();
		Flow heaviest = flows.stream().max(Comparator.comparingInt(Flow::weight)).orElseThrow();
		int shared = traces - FLOWS_MIN * flows.size();
		int left = traces;
		for (Flow flow : flows) {
			int count = FLOWS_MIN + flow.weight() * shared / weights;
			addHealthy(flow, count);
			left -= count;
		}
		addHealthy(heaviest, left);
	}

	private void addHealthy(Flow flow, int count) {
		for (int i = 0; i < count; i++) {
			this.entries.add(new Entry(flow, null, within(MONDAY, WEEK)));
		}
	}

	private Instant within(Instant from, Duration span) {
		return from.plusMillis((long) (this.random.nextDouble() * span.toMillis()));
	}

	/**
	 * A trace to be made.
	 *
	 * @param flow what happens
	 * @param failure what goes wrong; null when all is well
	 * @param start when
	 */
	record Entry(Flow flow, @Nullable Failure failure, Instant start) {

		/** What questions call such traces. */
		String label() {
			return (this.failure != null) ? this.failure.name() : "flow:" + this.flow.name();
		}

	}

}
