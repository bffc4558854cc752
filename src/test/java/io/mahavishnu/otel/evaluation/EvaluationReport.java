package io.mahavishnu.otel.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The figures of an evaluation, for people and for programs. */
final class EvaluationReport {

	private static final int WEAKEST = 10;

	private static final JsonMapper JSON = JsonMapper.shared();

	private EvaluationReport() {
	}

	/** A Markdown table, a line per set and mode. */
	static String table(List<EvaluationResult> results) {
		StringBuilder table = new StringBuilder("""
				| set | mode | questions | nDCG@10 | MRR@10 | recall@10 | p50 ms | p99 ms |
				|---|---|---|---|---|---|---|---|
				""");
		results.forEach((result) -> table.append(String.format(Locale.ROOT,
				"| %s | %s | %d | %.3f | %.3f | %.3f | %.1f | %.1f |%n", result.set(), result.mode().wireName(),
				result.questions().size(), result.metrics().ndcg(), result.metrics().reciprocalRank(),
				result.metrics().recall(), result.p50Millis(), result.p99Millis())));
		return table.toString();
	}

	/** The questions that were answered worst, worst first, for each set and mode. */
	static String weakestQuestions(List<EvaluationResult> results) {
		StringBuilder text = new StringBuilder();
		for (EvaluationResult result : results) {
			text.append(String.format("%n%s, %s%n", result.set(), result.mode().wireName()));
			result.questions()
				.stream()
				.sorted(Comparator.comparingDouble((question) -> question.metrics().ndcg()))
				.limit(WEAKEST)
				.forEach((question) -> text.append(String.format(Locale.ROOT, "  nDCG@10 %.3f  %s%n",
						question.metrics().ndcg(), question.query())));
		}
		return text.toString();
	}

	/** The same figures, and every question's, as a JSON array. */
	static String json(List<EvaluationResult> results) {
		ArrayNode array = JSON.createArrayNode();
		for (EvaluationResult result : results) {
			ObjectNode node = put(array.addObject().put("set", result.set()).put("mode", result.mode().wireName()),
					result.metrics());
			node.put("p50_ms", result.p50Millis()).put("p99_ms", result.p99Millis());
			ArrayNode questions = node.putArray("questions");
			result.questions()
				.forEach((question) -> put(questions.addObject().put("query", question.query()), question.metrics())
					.put("duration_ms", question.durationNanos() / 1e6));
		}
		return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array) + System.lineSeparator();
	}

	private static ObjectNode put(ObjectNode node, RankingMetrics metrics) {
		return node.put("ndcg_at_10", metrics.ndcg())
			.put("mrr_at_10", metrics.reciprocalRank())
			.put("recall_at_10", metrics.recall());
	}

}
