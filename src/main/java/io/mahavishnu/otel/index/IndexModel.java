package io.mahavishnu.otel.index;

import java.util.LinkedHashMap;
import java.util.Map;

import io.mahavishnu.otel.embed.ModelUsage;
import io.mahavishnu.otel.embed.Pooling;
import org.jspecify.annotations.Nullable;

/**
 * The embedding model whose vectors an index compares with queries, with all that it
 * takes to load it again.
 *
 * @param id the id of its vectors
 * @param source what a setting calls it
 * @param usage how it is used; null where the index was written before that was kept
 */
public record IndexModel(String id, String source, @Nullable ModelUsage usage) {

	/** No model was named yet. */
	public static final IndexModel NONE = new IndexModel("", "", null);

	private static final String ID = "model";

	private static final String SOURCE = "model-source";

	private static final String POOLING = "model-pooling";

	private static final String QUERY_PREFIX = "model-query-prefix";

	private static final String PASSAGE_PREFIX = "model-passage-prefix";

	/**
	 * The model that an index noted.
	 * @param notes as made by {@link #notes()}; others beside them are left alone
	 * @throws IllegalArgumentException when there is no such pooling
	 */
	public static IndexModel of(Map<String, String> notes) {
		String pooling = notes.get(POOLING);
		ModelUsage usage = (pooling != null) ? new ModelUsage(Pooling.valueOf(pooling),
				notes.getOrDefault(QUERY_PREFIX, ""), notes.getOrDefault(PASSAGE_PREFIX, "")) : null;
		return new IndexModel(notes.getOrDefault(ID, NONE.id()), notes.getOrDefault(SOURCE, NONE.source()), usage);
	}

	/** What an index notes of its model, durably, by names that all begin with model. */
	public Map<String, String> notes() {
		Map<String, String> notes = new LinkedHashMap<>();
		notes.put(ID, this.id);
		notes.put(SOURCE, this.source);
		if (this.usage != null) {
			notes.put(POOLING, this.usage.pooling().name());
			notes.put(QUERY_PREFIX, this.usage.queryPrefix());
			notes.put(PASSAGE_PREFIX, this.usage.passagePrefix());
		}
		return notes;
	}

}
