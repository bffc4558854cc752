package io.mahavishnu.otel.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that turns what a command wrote to a terminal into a picture: ANSI text on
 * standard input, SVG on standard output. docs/command-line.md says how it is used.
 */
final class TerminalPicture {

	private static final Pattern RENDITION = Pattern.compile("\u001b\\[([0-9;]*)m");

	private static final Map<String, String> STYLES = Map.of("1", "font-weight:bold", "2", "opacity:0.6", "31",
			"fill:#ff7b72", "33", "fill:#e3b341", "36", "fill:#76c7d9");

	private static final double CHARACTER_WIDTH = 8.43;

	private static final int LINE_HEIGHT = 18;

	private static final int MARGIN = 14;

	private TerminalPicture() {
	}

	public static void main(String[] args) throws IOException {
		String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "").stripTrailing();
		System.out.write(svg(text.lines().toList().toArray(String[]::new)).getBytes(StandardCharsets.UTF_8));
		System.out.flush();
	}

	private static String svg(String... lines) {
		int columns = 40;
		StringBuilder body = new StringBuilder();
		for (int i = 0; i < lines.length; i++) {
			columns = Math.max(columns, TerminalText.width(RENDITION.matcher(lines[i]).replaceAll("")));
			line(lines[i], MARGIN + (i + 1) * LINE_HEIGHT - 4, body);
		}
		int width = (int) Math.ceil(columns * CHARACTER_WIDTH) + 2 * MARGIN;
		int height = lines.length * LINE_HEIGHT + 2 * MARGIN;
		return """
				<svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
				<rect width="%1$d" height="%2$d" rx="8" fill="#161b22"/>
				<g font-family="DejaVu Sans Mono,Menlo,Consolas,monospace" font-size="14" fill="#e6edf3" xml:space="preserve">
				%3$s</g>
				</svg>
				"""
			.formatted(width, height, body);
	}

	private static void line(String line, int y, StringBuilder body) {
		Matcher rendition = RENDITION.matcher(line);
		String style = "";
		int column = 0;
		int position = 0;
		while (position < line.length()) {
			boolean found = rendition.find(position);
			String piece = line.substring(position, found ? rendition.start() : line.length());
			run(piece, style, column, y, body);
			column += TerminalText.width(piece);
			position = found ? rendition.end() : line.length();
			style = found ? style(rendition.group(1)) : style;
		}
	}

	/** A piece at its column, stretched to exactly its columns whatever the font. */
	private static void run(String piece, String style, int column, int y, StringBuilder body) {
		int lead = piece.length() - piece.stripLeading().length();
		String text = piece.strip();
		if (!text.isEmpty()) {
			body.append(String.format(Locale.ROOT,
					"<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\" style=\"%s\">%s</text>%n",
					MARGIN + (column + lead) * CHARACTER_WIDTH, y, TerminalText.width(text) * CHARACTER_WIDTH, style,
					text.replace("&", "&amp;").replace("<", "&lt;")));
		}
	}

	private static String style(String codes) {
		StringBuilder style = new StringBuilder();
		for (String code : codes.split(";")) {
			style.append(STYLES.getOrDefault(code, "")).append(';');
		}
		return style.toString();
	}

}
