package io.mahavishnu.otel.reliability;

import java.util.List;
import java.util.Locale;

/**
 * Compares the end of a soak with its beginning: the median of the last third with that
 * of the first third, after a quarter that warms up.
 *
 * @param figures those of all intervals, in order; four at least
 * @param findings what was wrong besides
 */
record SoakReport(List<SoakFigures> figures, Findings findings) {

	private static final int WARM_UP_SHARE = 4;

	SoakReport {
		figures = List.copyOf(figures);
	}

	/** Whether nothing grew, and nothing was wrong. */
	boolean isFlat() {
		return this.findings.isEmpty() && List.of(SoakFigures.Figure.values()).stream().allMatch(this::isFlat);
	}

	String table() {
		StringBuilder table = new StringBuilder();
		table.append(String.format(Locale.ROOT, "%-34s %10s %10s%n", "median of a third", "first", "last"));
		for (SoakFigures.Figure figure : SoakFigures.Figure.values()) {
			table.append(String.format(Locale.ROOT, "%-34s %10.1f %10.1f  %s%n", figure.title(), figure.median(first()),
					figure.median(last()), isFlat(figure) ? "flat" : "NOT FLAT"));
		}
		this.findings.lines().forEach((line) -> table.append(line).append(System.lineSeparator()));
		return table.append(isFlat() ? "flat" : "NOT FLAT").append(System.lineSeparator()).toString();
	}

	private boolean isFlat(SoakFigures.Figure figure) {
		return figure.isFlat(figure.median(first()), figure.median(last()));
	}

	private List<SoakFigures> first() {
		int begin = this.figures.size() / WARM_UP_SHARE;
		return this.figures.subList(begin, begin + third());
	}

	private List<SoakFigures> last() {
		return this.figures.subList(this.figures.size() - third(), this.figures.size());
	}

	private int third() {
		return (this.figures.size() - this.figures.size() / WARM_UP_SHARE) / 3;
	}

}
