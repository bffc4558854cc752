package io.mahavishnu.otel.mcp;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON cut to a size: long texts, long arrays and large objects lose their ends, ever
 * more until it fits. An object that is cut gets a field {@code cut}; its own fields
 * stay.
 */
final class CutJson {

	private static final int[][] LEVELS = { { 1000, 50 }, { 200, 20 }, { 60, 5 }, { 20, 2 } };

	private CutJson() {
	}

	/**
	 * The node cut until its JSON has at most so many characters, as far as that goes.
	 */
	static JsonNode fit(JsonNode node, int charactersMax) {
		JsonNode cut = node;
		for (int[] level : LEVELS) {
			cut = cut(node, level[0], level[1], 0);
			if (cut instanceof ObjectNode object && !cut.equals(node)) {
				object.put("cut", true);
			}
			if (cut.toString().length() <= charactersMax) {
				return cut;
			}
		}
		return cut;
	}

	/** A text without its end, with a sign in its place; characters stay whole. */
	static String cut(String text, int charactersMax) {
		if (text.length() <= charactersMax) {
			return text;
		}
		int end = Character.isHighSurrogate(text.charAt(charactersMax - 1)) ? charactersMax - 1 : charactersMax;
		return text.substring(0, end) + "… [" + (text.length() - end) + " more]";
	}

	private static JsonNode cut(JsonNode node, int textMax, int elementsMax, int depth) {
		if (node.isString()) {
			return JsonNodeFactory.instance.stringNode(cut(node.asString(), textMax));
		}
		if (node.isArray()) {
			ArrayNode cut = JsonNodeFactory.instance.arrayNode();
			node.valueStream()
				.limit(elementsMax)
				.forEach((each) -> cut.add(cut(each, textMax, elementsMax, depth + 1)));
			return cut;
		}
		if (node.isObject()) {
			ObjectNode cut = JsonNodeFactory.instance.objectNode();
			node.propertyStream()
				.limit((depth == 0) ? Integer.MAX_VALUE : elementsMax)
				.forEach((each) -> cut.set(cut(each.getKey(), textMax),
						cut(each.getValue(), textMax, elementsMax, depth + 1)));
			return cut;
		}
		return node;
	}

}
