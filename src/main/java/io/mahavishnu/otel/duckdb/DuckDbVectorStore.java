package io.mahavishnu.otel.duckdb;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.store.VectorStore;

/** The vectors in DuckDB; writes share the writer of the spans. */
final class DuckDbVectorStore implements VectorStore {

	private final DuckDbEngine engine;

	DuckDbVectorStore(DuckDbEngine engine) {
		this.engine = engine;
	}

	@Override
	public Map<PassageId, float[]> find(String model, Collection<PassageId> passages) {
		if (passages.isEmpty()) {
			return Map.of();
		}
		VectorTables vectors = this.engine.vectors();
		return this.engine.read((session) -> vectors.find(session, model, passages));
	}

	@Override
	public void put(String model, Map<PassageId, float[]> vectors) {
		List<Integer> dimensions = vectors.values().stream().map((vector) -> vector.length).distinct().toList();
		if (dimensions.isEmpty()) {
			return;
		}
		int dimension = dimensions.getFirst();
		if (dimensions.size() > 1 || dimension < 1 || dimension > DIMENSION_MAX) {
			throw new IllegalArgumentException(
					"vectors must have one dimension of 1 to " + DIMENSION_MAX + " but have " + dimensions);
		}
		this.engine.writeAndWait(new WriteRequest.PutVectors(model, Map.copyOf(vectors), new CompletableFuture<>()));
	}

	@Override
	public void remove(Collection<PassageId> passages) {
		if (!passages.isEmpty()) {
			this.engine.writeAndWait(new WriteRequest.RemoveVectors(List.copyOf(passages), new CompletableFuture<>()));
		}
	}

	@Override
	public long count(String model) {
		VectorTables vectors = this.engine.vectors();
		return this.engine.read((session) -> vectors.count(session, model));
	}

}
