package io.mahavishnu.otel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** What became of a load so far. Not thread-safe. */
final class LoadReport {

	static final int REFUSALS_MAX = 100;

	private static final int REFUSALS_SHOWN = 10;

	private final List<Refusal> refusals = new ArrayList<>();

	private int files;

	private int otherFiles;

	private long traces;

	private long spans;

	private long newSpans;

	private long otlpSpans;

	private long refusedTraces;

	private long refusedSpans;

	private long unreadable;

	private boolean searchable = true;

	/**
	 * Why something was not stored.
	 *
	 * @param place the file and the place in it
	 * @param detail the reason
	 */
	record Refusal(String place, String detail) {

	}

	void readFile() {
		this.files++;
	}

	/** A file of a folder that holds no traces. */
	void passedOverFile() {
		this.otherFiles++;
	}

	/** Traces in simple JSON were stored. */
	void storedTraces(long traces, long spans, long newSpans) {
		this.traces += traces;
		this.spans += spans;
		this.newSpans += newSpans;
	}

	/** OTLP spans were stored. */
	void storedOtlp(long spans) {
		this.otlpSpans += Math.max(0, spans);
		this.searchable = false;
	}

	void searchable(boolean searchable) {
		this.searchable = searchable;
	}

	void refusedTraces(long traces) {
		this.refusedTraces += traces;
	}

	void refusedSpans(long spans) {
		this.refusedSpans += spans;
	}

	/** Something on this side could not be read. */
	void unreadable(String place, String detail) {
		this.unreadable++;
		explain(place, detail);
	}

	/** Keeps a reason, as long as there are not too many. */
	void explain(String place, String detail) {
		if (this.refusals.size() < REFUSALS_MAX) {
			this.refusals.add(new Refusal(place, detail));
		}
	}

	boolean isComplete() {
		return this.refusedTraces + this.refusedSpans + this.unreadable == 0;
	}

	/** In a few words, for the line that shows the progress. */
	String soFar() {
		return (this.otlpSpans == 0) ? Figures.count(this.traces, "trace")
				: Figures.count(this.spans + this.otlpSpans, "span");
	}

	/** For people: a line for what was stored, then why the rest was not. */
	String summary(double seconds) {
		StringJoiner stored = new StringJoiner(" and ");
		if (this.traces > 0 || this.otlpSpans == 0) {
			stored.add(Figures.count(this.traces, "trace") + " with " + Figures.count(this.spans, "span") + " ("
					+ Figures.count(this.newSpans) + " new)");
		}
		if (this.otlpSpans > 0) {
			stored.add(Figures.count(this.otlpSpans, "OTLP span"));
		}
		StringBuilder summary = new StringBuilder("Stored " + stored + " from " + Figures.count(this.files, "file")
				+ " in " + Figures.duration(seconds * 1_000) + ".");
		if (this.otherFiles > 0) {
			summary.append(" Passed over ").append(Figures.count(this.otherFiles, "file")).append(" without traces.");
		}
		if (!isComplete()) {
			summary.append(refused());
		}
		return summary.toString();
	}

	/** For scripts. */
	String json(double seconds) {
		String errors = this.refusals.stream()
			.map((each) -> "{\"place\":" + Json.quoted(each.place()) + ",\"detail\":" + Json.quoted(each.detail())
					+ "}")
			.collect(Collectors.joining(",", "[", "]"));
		return String.format(Locale.ROOT,
				"{\"files\":%d,\"other_files\":%d,\"traces\":%d,\"spans\":%d,\"new_spans\":%d,\"otlp_spans\":%d,"
						+ "\"refused_traces\":%d,\"refused_spans\":%d,\"unreadable\":%d,\"searchable\":%b,"
						+ "\"seconds\":%.3f,\"errors\":%s}",
				this.files, this.otherFiles, this.traces, this.spans, this.newSpans, this.otlpSpans, this.refusedTraces,
				this.refusedSpans, this.unreadable, this.searchable, seconds, errors);
	}

	private String refused() {
		StringJoiner what = new StringJoiner(", ", "\nNot stored: ", ".");
		if (this.refusedTraces > 0) {
			what.add(Figures.count(this.refusedTraces, "trace"));
		}
		if (this.refusedSpans > 0) {
			what.add(Figures.count(this.refusedSpans, "OTLP span"));
		}
		if (this.unreadable > 0) {
			what.add(Figures.count(this.unreadable, "part") + " that cannot be read");
		}
		StringBuilder refused = new StringBuilder(what.toString());
		this.refusals.stream()
			.limit(REFUSALS_SHOWN)
			.forEach((each) -> refused.append("\n  ").append(each.place()).append(": ").append(each.detail()));
		if (this.refusals.size() > REFUSALS_SHOWN) {
			refused.append("\n  … --json lists up to ").append(REFUSALS_MAX).append(" reasons.");
		}
		return refused.toString();
	}

}
