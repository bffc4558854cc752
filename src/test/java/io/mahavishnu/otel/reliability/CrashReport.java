package io.mahavishnu.otel.reliability;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
record CrashReport(Map<CrashRun.Moment, Integer> kills, int traces, long sentSpans, long acknowledgedSpans,
		List<Duration> recoveries, Findings findings) {

	CrashReport {
		kills = Map.copyOf(kills);
		recoveries = recoveries.stream().sorted().toList();
	}

	String table() {
		StringBuilder table = new StringBuilder();
		kills().forEach((moment, count) -> line(table, "kills, " + moment.name().toLowerCase(Locale.ROOT), count));
		line(table, "traces sent", this.traces);
		line(table, "spans sent", this.sentSpans);
		line(table, "spans acknowledged", this.acknowledgedSpans);
		for (String kind : List.of("lost", "doubled", "foreign", "undeleted", "unfound")) {
			line(table, kind, this.findings.count(kind));
		}
		line(table, "recovery p50, ms", this.recoveries.get(this.recoveries.size() / 2).toMillis());
		line(table, "recovery max, ms", this.recoveries.getLast().toMillis());
		return table.toString();
	}

	private static void line(StringBuilder table, String name, long figure) {
		table.append(String.format(Locale.ROOT, "%-26s %,12d%n", name, figure));
	}

}
