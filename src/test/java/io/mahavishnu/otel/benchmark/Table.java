package io.mahavishnu.otel.benchmark;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Writes a table in Markdown, a row at a time. */
public final class Table {

	private final PrintStream out;

	/** Begins a table. */
	public Table(PrintStream out, String... columns) {
		this.out = out;
		row((Object[]) columns);
		row(Arrays.stream(columns).map((_) -> "---").toArray());
	}

	/** Writes a row. */
	public void row(Object... cells) {
		this.out.println("| " + String.join(" | ", Arrays.stream(cells).map(Object::toString).toList()) + " |");
	}

	/** A whole number with separators. */
	public static String whole(double number) {
		return String.format(Locale.ROOT, "%,.0f", number);
	}

	/** A number with two decimals. */
	public static String decimal(double number) {
		return String.format(Locale.ROOT, "%,.2f", number);
	}

	/** The middle one of some numbers. */
	public static double median(Collection<Double> numbers) {
		double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	/** The least and the most of some numbers. */
	public static String range(Collection<Double> numbers) {
		var statistics = numbers.stream().mapToDouble(Double::doubleValue).summaryStatistics();
		return whole(statistics.getMin()) + " to " + whole(statistics.getMax());
	}

}
