package io.mahavishnu.otel.passage;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;

/**
 * Puts a list together that was sent as one attribute for each leaf:
 * {@code llm.input_messages.0.message.content}. Numbers in keys are positions, whatever
 * the order in which the attributes came.
 */
final class IndexedAttributes {

	private static final int NESTING_MAX = 16;

	private final SequencedMap<String, AttributeValue> leaves = new LinkedHashMap<>();

	private final Map<String, IndexedAttributes> branches = new TreeMap<>(
			Comparator.comparingInt(IndexedAttributes::position).thenComparing(Comparator.naturalOrder()));

	private IndexedAttributes() {
	}

	/** The elements under a prefix, in order; none when no key has it. */
	static List<AttributeValue> elements(Attributes attributes, String prefix) {
		IndexedAttributes root = new IndexedAttributes();
		String start = prefix + ".";
		attributes.values().forEach((key, value) -> {
			if (key.startsWith(start) && key.length() > start.length()
					&& Character.isDigit(key.charAt(start.length()))) {
				root.put(key.substring(start.length()).split("\\.", NESTING_MAX), value);
			}
		});
		return root.branches.values().stream().map(IndexedAttributes::value).toList();
	}

	private void put(String[] path, AttributeValue value) {
		IndexedAttributes branch = this;
		for (int i = 0; i < path.length - 1; i++) {
			branch = branch.branches.computeIfAbsent(path[i], (_) -> new IndexedAttributes());
		}
		if (path.length == 1) {
			branch.branches.computeIfAbsent(path[0], (_) -> new IndexedAttributes()).leaves.put("content", value);
		}
		else {
			branch.leaves.put(path[path.length - 1], value);
		}
	}

	private AttributeValue value() {
		boolean list = this.leaves.isEmpty() && !this.branches.isEmpty()
				&& this.branches.keySet().stream().allMatch((key) -> position(key) >= 0);
		if (list) {
			return new AttributeValue.ArrayValue(
					this.branches.values().stream().map(IndexedAttributes::value).toList());
		}
		LinkedHashMap<String, AttributeValue> entries = new LinkedHashMap<>(this.leaves);
		this.branches.forEach((key, branch) -> entries.put(key, branch.value()));
		return new AttributeValue.MapValue(Attributes.of(entries));
	}

	/** The number that a key is, or -1. */
	private static int position(String key) {
		boolean number = !key.isEmpty() && key.length() < 9 && key.chars().allMatch((c) -> c >= '0' && c <= '9');
		return number ? Integer.parseInt(key) : -1;
	}

}
