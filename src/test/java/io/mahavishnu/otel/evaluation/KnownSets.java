package io.mahavishnu.otel.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.mahavishnu.otel.evaluation.agents.SupportAgentSet;
import io.mahavishnu.otel.evaluation.shop.ShopSet;

/** The sets that the project has, by name. */
final class KnownSets {

	/** What is evaluated when nothing else is asked for. */
	static final List<String> DEFAULT = List.of("tau-airline", "shop", "support-agent");

	private static final int SMALL_TAU_QUERIES = 12;

	private KnownSets() {
	}

	/**
	 * Opens a set.
	 * @param name one of the project's, or a folder that holds {@code traces.ndjson} and
	 * {@code queries.json}
	 * @throws IOException when there is no such set or it cannot be read
	 */
	static LabelledSet open(String name) throws IOException {
		return switch (name) {
			case "tau-airline" -> LabelledSet.resource("tau-airline");
			case "tau-airline-small" -> LabelledSet.resource("tau-airline").firstQueries(SMALL_TAU_QUERIES);
			case "shop" -> ShopSet.full();
			case "shop-small" -> ShopSet.small();
			case "support-agent" -> SupportAgentSet.load();
			default -> LabelledSet.read(Path.of(name));
		};
	}

}
