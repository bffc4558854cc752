package io.mahavishnu.otel.reliability;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The figures of a run.
 *
 * @param kills how often the service was killed, by moment
 * @param traces traces that were sent
 * @param sentSpans spans that were sent, counted again when they were sent again
 * @param acknowledgedSpans spans that were acknowledged, likewise
 * @param recoveries from each start after a kill until the service was ready
 * @param findings what broke a promise
 */
record CrashReport(Map<Moment, Integer> kills, int traces, long sentSpans, long acknowledgedSpans,
		List<Duration> recoveries, Findings findings) {

	CrashReport {
		kills = Map.copyOf(kills);
		recoveries = recoveries.stream().sorted().toList();
	}

	/** Both runs together. */
	CrashReport and(CrashReport other) {
		Map<Moment, Integer> together = new TreeMap<>(this.kills);
		other.kills.forEach((moment, count) -> together.merge(moment, count, Integer::sum));
		return new CrashReport(together, this.traces + other.traces, this.sentSpans + other.sentSpans,
				this.acknowledgedSpans + other.acknowledgedSpans,
				Stream.concat(this.recoveries.stream(), other.recoveries.stream()).toList(),
				this.findings.and(other.findings));
	}

	String table() {
		StringBuilder table = new StringBuilder();
		line(table, "kills", this.kills.values().stream().mapToInt(Integer::intValue).sum());
		for (Moment moment : Moment.values()) {
			line(table, "  " + moment.name().toLowerCase(Locale.ROOT), this.kills.getOrDefault(moment, 0));
		}
		line(table, "traces sent", this.traces);
		line(table, "spans sent", this.sentSpans);
		line(table, "spans acknowledged", this.acknowledgedSpans);
		for (String kind : List.of("lost", "doubled", "foreign", "undeleted", "unfound", "unfinished")) {
			line(table, kind, this.findings.count(kind));
		}
		if (!this.recoveries.isEmpty()) {
			line(table, "recovery p50, ms", this.recoveries.get(this.recoveries.size() / 2).toMillis());
			line(table, "recovery max, ms", this.recoveries.getLast().toMillis());
		}
		return table.toString();
	}

	private static void line(StringBuilder table, String name, long figure) {
		table.append(String.format(Locale.ROOT, "%-26s %,12d%n", name, figure));
	}

}
