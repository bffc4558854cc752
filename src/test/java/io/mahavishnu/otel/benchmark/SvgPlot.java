package io.mahavishnu.otel.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Draws curves over a logarithmic axis as SVG, a panel for each unit. The other axis
 * begins at 0.
 */
final class SvgPlot {

	private static final int WIDTH = 320;

	private static final int HEIGHT = 220;

	private static final int LEFT = 60;

	private static final int TOP = 36;

	private static final int BOTTOM = 40;

	private static final int RIGHT = 16;

	private static final List<String> COLOURS = List.of("#1b6ca8", "#c8553d", "#3a7d44");

	private SvgPlot() {
	}

	/**
	 * Draws panels beside one another.
	 * @param axis what the common axis counts
	 */
	static String of(String axis, List<Panel> panels) {
		StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="11">
				<rect width="100%%" height="100%%" fill="white"/>
				""", WIDTH * panels.size(), HEIGHT));
		for (int i = 0; i < panels.size(); i++) {
			svg.append(String.format(Locale.ROOT, "<g transform=\"translate(%d 0)\">%n", i * WIDTH));
			draw(svg, axis, panels.get(i));
			svg.append("</g>\n");
		}
		return svg.append("</svg>\n").toString();
	}

	private static void draw(StringBuilder svg, String axis, Panel panel) {
		double least = panel.curves().stream().flatMap(Curve::xs).min(Double::compare).orElse(1.0);
		double most = panel.curves().stream().flatMap(Curve::xs).max(Double::compare).orElse(10.0);
		double top = roundedUp(panel.curves().stream().flatMap(Curve::ys).max(Double::compare).orElse(1.0));
		text(svg, LEFT, TOP - 20, "start", panel.title());
		for (int i = 0; i <= 4; i++) {
			double y = y(top * i / 4, top);
			svg.append(
					String.format(Locale.ROOT, "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
							LEFT, y, WIDTH - RIGHT, y));
			text(svg, LEFT - 6, y + 4, "end", number(top * i / 4));
		}
		for (double x = Math.pow(10, Math.ceil(Math.log10(least) - 0.01)); x <= most * 1.01; x *= 10) {
			text(svg, x(x, least, most), HEIGHT - BOTTOM + 16, "middle", number(x));
		}
		text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", axis);
		for (int i = 0; i < panel.curves().size(); i++) {
			Curve curve = panel.curves().get(i);
			String colour = COLOURS.get(i % COLOURS.size());
			svg.append(String.format(Locale.ROOT,
					"<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n", colour,
					curve.points()
						.stream()
						.map((point) -> String.format(Locale.ROOT, "%.1f,%.1f", x(point.x(), least, most),
								y(point.y(), top)))
						.collect(Collectors.joining(" "))));
			svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n", LEFT + i * 110,
					TOP - 5, colour, curve.name()));
		}
	}

	private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
		svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y,
				anchor, text));
	}

	private static double x(double value, double least, double most) {
		double share = (most > least) ? Math.log(value / least) / Math.log(most / least) : 0.5;
		return LEFT + share * (WIDTH - LEFT - RIGHT);
	}

	private static double y(double value, double top) {
		return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
	}

	/** To 1, 2, 4 or 8 times a power of ten. */
	private static double roundedUp(double value) {
		double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-3))));
		for (double times : new double[] { 1, 2, 4, 8 }) {
			if (value <= times * power) {
				return times * power;
			}
		}
		return 10 * power;
	}

	private static String number(double value) {
		if (value >= 1_000_000) {
			return String.format(Locale.ROOT, "%.1fM", value / 1e6).replace(".0M", "M");
		}
		return (value >= 10) ? String.format(Locale.ROOT, "%,.0f", value)
				: String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
	}

	/** Curves of one unit. */
	record Panel(String title, List<Curve> curves) {

	}

	/** A curve. */
	record Curve(String name, List<Point> points) {

		Stream<Double> xs() {
			return this.points.stream().map(Point::x);
		}

		Stream<Double> ys() {
			return this.points.stream().map(Point::y);
		}

	}

	/** A point of a curve. */
	record Point(double x, double y) {

	}

}
