package io.mahavishnu.otel.search;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import io.mahavishnu.otel.embed.CacheFigures;
import io.mahavishnu.otel.embed.EmbeddingModels;
import io.mahavishnu.otel.embed.PassageEmbedder;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.TraceTexts;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;

/**
 * Queries in the vectors of the model that the index uses. Safe for use by many threads.
 */
final class EmbeddingQueryModel implements QueryModel {

	private final EmbeddingModels models;

	private final TraceTexts texts;

	EmbeddingQueryModel(EmbeddingModels models, TraceTexts texts) {
		this.models = models;
		this.texts = texts;
	}

	@Override
	public boolean isReady() {
		return configured().isReady();
	}

	@Override
	public boolean isReady(String model) {
		return model.isEmpty() ? isReady() : this.models.find(model).isPresent();
	}

	@Override
	public Optional<String> failure() {
		return configured().failure();
	}

	@Override
	public String id() {
		return configured().modelId();
	}

	@Override
	public int dimension() {
		return configured().dimension();
	}

	@Override
	public CacheFigures cacheFigures() {
		return configured().cacheFigures();
	}

	@Override
	public float[] embed(String model, String query) {
		String passage = this.texts.asPassage(query);
		return model(model).embedQuery(passage.isBlank() ? query : passage);
	}

	@Override
	public Map<PassageId, float[]> vectors(String model, Collection<Passage> passages) {
		return model(model).vectors(passages);
	}

	private PassageEmbedder configured() {
		return this.models.configured();
	}

	/**
	 * Waits, as the configured model does, where it is still being loaded for the first
	 * time.
	 */
	private PassageEmbedder model(String id) {
		if (id.isEmpty() || configured().modelId().equals(id)) {
			return configured();
		}
		return this.models.find(id)
			.orElseThrow(() -> new TraceProblem(ProblemType.MODEL_UNAVAILABLE,
					"the index still uses another embedding model, which cannot be loaded: search in mode keyword "
							+ "until the change is complete; health and /api/stats tell how far it is"));
	}

}
