package io.mahavishnu.otel.embed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.VectorStore;

/** A vector store that keeps nothing beyond the test, and can be broken. */
public final class InMemoryVectorStore implements VectorStore {

	private final Map<String, Map<PassageId, float[]>> byModel = new ConcurrentHashMap<>();

	final List<Integer> putSizes = Collections.synchronizedList(new ArrayList<>());

	final AtomicInteger finds = new AtomicInteger();

	volatile boolean broken;

	@Override
	public Map<PassageId, float[]> find(String model, Collection<PassageId> passages) {
		check();
		this.finds.incrementAndGet();
		Map<PassageId, float[]> found = new HashMap<>(vectors(model));
		found.keySet().retainAll(passages);
		return found;
	}

	@Override
	public void put(String model, Map<PassageId, float[]> vectors) {
		check();
		this.putSizes.add(vectors.size());
		vectors.forEach((id, vector) -> vectors(model).putIfAbsent(id, vector.clone()));
	}

	@Override
	public void remove(Collection<PassageId> passages) {
		this.byModel.values().forEach((vectors) -> vectors.keySet().removeAll(passages));
	}

	@Override
	public long count(String model) {
		return vectors(model).size();
	}

	private Map<PassageId, float[]> vectors(String model) {
		return this.byModel.computeIfAbsent(model, (name) -> new ConcurrentHashMap<>());
	}

	private void check() {
		if (this.broken) {
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "The store is broken.");
		}
	}

}
