package io.mahavishnu.otel.evaluation.shop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import io.mahavishnu.otel.evaluation.LabelledQuery;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A question about the shop, before it is known which traces there are.
 *
 * @param query the question; may have placeholders when it asks for one trace
 * @param exact the failures and flows that it asks for
 * @param related the failures and flows that are near to it
 * @param example the one trace that it asks for; null when it asks for a kind
 */
record ShopQuestion(String query, List<String> exact, List<String> related, @Nullable Example example) {

	private static final int EXACT = 2;

	private static final int RELATED = 1;

	/** Reads {@code questions.json}. */
	static List<ShopQuestion> load() throws IOException {
		List<ShopQuestion> questions = new ArrayList<>();
		for (JsonNode node : JsonMapper.shared().readTree(ShopFiles.text("questions.json"))) {
			questions.add(new ShopQuestion(node.required("query").asString(), labels(node.required("exact")),
					labels(node.required("related")),
					node.has("trace") ? Example.parse(node.get("trace").asString()) : null));
		}
		return questions;
	}

	/** Grades the traces: 2 for exactly what is asked for, 1 for what is near to it. */
	LabelledQuery label(LabelledShop shop) {
		SequencedMap<String, Integer> grades = new LinkedHashMap<>();
		String text = this.query;
		if (this.example != null) {
			LabelledShop.Entry entry = shop.labelled(this.example.label()).get(this.example.ordinal());
			text = entry.values().fill(text);
			grades.put(entry.trace().traceId(), EXACT);
		}
		grade(shop, this.exact, EXACT, grades);
		grade(shop, this.related, RELATED, grades);
		return new LabelledQuery(text, grades);
	}

	private static void grade(LabelledShop shop, List<String> labels, int grade, SequencedMap<String, Integer> grades) {
		labels.forEach(
				(label) -> shop.labelled(label).forEach((entry) -> grades.putIfAbsent(entry.trace().traceId(), grade)));
	}

	private static List<String> labels(JsonNode array) {
		List<String> labels = new ArrayList<>();
		array.forEach((label) -> labels.add(label.asString()));
		return labels;
	}

	/**
	 * One trace of a kind.
	 *
	 * @param label the kind
	 * @param ordinal which of them in order of time, from 0
	 */
	record Example(String label, int ordinal) {

		static Example parse(String text) {
			String[] words = text.split(" ");
			return new Example(words[0], Integer.parseInt(words[1]));
		}

	}

}
