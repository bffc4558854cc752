package io.mahavishnu.otel.evaluation.shop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that happens in the shop, when all is well.
 *
 * @param name its name in the files
 * @param weight how often, relative to the other flows
 * @param attributes attribute → value with placeholders, said by the root and by every
 * internal span
 * @param root the first span
 */
record Flow(String name, int weight, SequencedMap<String, String> attributes, SpanTemplate root) {

	private static final Pattern SPAN = Pattern
		.compile("(?<indent> *)(?:\\[(?:(?<percent>\\d+)%|(?<min>\\d+)-(?<max>\\d+)x)] )?(?<operation>\\S.*)");

	/** Reads {@code flows.txt}: flow name → flow, in the file's order. */
	static SequencedMap<String, Flow> load() throws IOException {
		SequencedMap<String, Flow> flows = new LinkedHashMap<>();
		List<String> block = new ArrayList<>();
		for (String line : ShopFiles.lines("flows.txt")) {
			if (line.startsWith("flow ") && !block.isEmpty()) {
				put(flows, block);
				block.clear();
			}
			block.add(line);
		}
		put(flows, block);
		return flows;
	}

	private static void put(SequencedMap<String, Flow> flows, List<String> block) {
		String[] head = block.getFirst().split(" ");
		SequencedMap<String, String> attributes = new LinkedHashMap<>();
		for (int i = 3; i < head.length; i++) {
			String[] attribute = head[i].split("=", 2);
			attributes.put(attribute[0], attribute[1]);
		}
		List<SpanTemplate> roots = spans(block.subList(1, block.size()), 0);
		if (roots.size() != 1) {
			throw new IllegalArgumentException("Flow " + head[1] + " needs one root, has " + roots.size());
		}
		flows.put(head[1], new Flow(head[1], Integer.parseInt(head[2]), attributes, roots.getFirst()));
	}

	/** The spans at a depth, each with the deeper lines that follow it. */
	private static List<SpanTemplate> spans(List<String> lines, int depth) {
		List<SpanTemplate> spans = new ArrayList<>();
		int at = 0;
		while (at < lines.size()) {
			Matcher line = matched(lines.get(at));
			int end = at + 1;
			while (end < lines.size() && matched(lines.get(end)).group("indent").length() > 2 * depth) {
				end++;
			}
			spans.add(span(line, spans(lines.subList(at + 1, end), depth + 1)));
			at = end;
		}
		return spans;
	}

	private static SpanTemplate span(Matcher line, List<SpanTemplate> children) {
		double chance = (line.group("percent") != null) ? Integer.parseInt(line.group("percent")) / 100.0 : 1;
		int min = (line.group("min") != null) ? Integer.parseInt(line.group("min")) : 1;
		int max = (line.group("max") != null) ? Integer.parseInt(line.group("max")) : 1;
		return new SpanTemplate(Operation.parse(line.group("operation")), chance, min, max, children);
	}

	private static Matcher matched(String line) {
		Matcher matcher = SPAN.matcher(line);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("Not a span: " + line);
		}
		return matcher;
	}

}
