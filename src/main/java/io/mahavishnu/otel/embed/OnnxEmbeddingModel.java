package io.mahavishnu.otel.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/**
 * Spring AI's embedding model over ONNX Runtime: texts to unit vectors, nothing
 * downloaded. Texts run in parallel, on threads of its own. Safe for use by many threads,
 * virtual ones too.
 * <p>
 * While the model is not loaded, methods that need it throw a {@link TraceProblem} of
 * type {@code MODEL_UNAVAILABLE}; the first ones wait for the first attempt to load it.
 */
final class OnnxEmbeddingModel implements EmbeddingModel, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(OnnxEmbeddingModel.class);

	private final EmbeddingProperties.Runs settings;

	private final ModelLoader loader;

	private final InferenceThreads threads;

	private final MeterRegistry meters;

	/** Told once: what fails for one text may for thousands. */
	private final AtomicBoolean failed = new AtomicBoolean();

	private OnnxEmbeddingModel(EmbeddingProperties properties, ModelLoader loader, MeterRegistry meters) {
		this.settings = properties.embedding();
		this.loader = loader;
		this.meters = meters;
		this.threads = new InferenceThreads(this.settings.threadCount(), this.settings.queueMax());
		for (Purpose purpose : Purpose.values()) {
			Gauge.builder("mahavishnu.embedding.queue", this.threads, (threads) -> threads.waiting(purpose))
				.description("Runs of the embedding model that wait for a thread")
				.tag("purpose", purpose.tag())
				.register(meters);
		}
	}

	/**
	 * The model that the settings name; {@link #load()} starts to load it.
	 * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException
	 * when the settings name no model
	 */
	static OnnxEmbeddingModel of(EmbeddingProperties properties, MeterRegistry meters) {
		return of(properties, ModelRole.CONFIGURED, meters);
	}

	private static OnnxEmbeddingModel of(EmbeddingProperties properties, ModelRole role, MeterRegistry meters) {
		ModelLoader loader = new ModelLoader(ModelSource.of(properties.embeddingModel()), properties, role);
		return new OnnxEmbeddingModel(properties, loader, meters);
	}

	/** {@link #of Makes} a model and starts to load it. */
	static OnnxEmbeddingModel open(EmbeddingProperties properties, MeterRegistry meters) {
		OnnxEmbeddingModel model = of(properties, meters);
		model.load();
		return model;
	}

	/**
	 * As {@link #open}, for a model that made the vectors of an id before: it is loaded
	 * only where it makes them still.
	 */
	static OnnxEmbeddingModel openAgain(String id, EmbeddingProperties properties, MeterRegistry meters) {
		OnnxEmbeddingModel model = of(properties, new ModelRole.Previous(id), meters);
		model.load();
		return model;
	}

	/** Starts to load the model in the background, once. */
	void load() {
		this.loader.start();
	}

	/** Does not try to load the model any more: the service is about to stop. */
	void giveUpLoading() {
		this.loader.giveUp();
	}

	@Override
	public EmbeddingResponse call(EmbeddingRequest request) {
		List<float[]> vectors = embed(request.getInstructions(), Purpose.PASSAGE);
		List<Embedding> embeddings = new ArrayList<>(vectors.size());
		for (float[] vector : vectors) {
			embeddings.add(new Embedding(vector, embeddings.size()));
		}
		return new EmbeddingResponse(embeddings);
	}

	/** The vector of a query: ahead of all passages. */
	@Override
	public float[] embed(String text) {
		return embed(List.of(text), Purpose.QUERY).getFirst();
	}

	@Override
	public float[] embed(Document document) {
		return embed(List.of(getEmbeddingContent(document)), Purpose.PASSAGE).getFirst();
	}

	@Override
	public int dimensions() {
		return this.loader.model().dimension();
	}

	/**
	 * The vectors of texts.
	 * @return unit vectors, in the order of the texts
	 */
	List<float[]> embed(List<String> texts, Purpose purpose) {
		SentenceModel model = this.loader.model();
		String prefix = this.settings.usage().prefix(purpose);
		List<String> prefixed = prefix.isEmpty() ? texts : texts.stream().map(prefix::concat).toList();
		List<List<Integer>> runs = TextBatches.of(prefixed, model.batchTextsMax());
		List<Future<float[][]>> futures = new ArrayList<>(runs.size());
		try {
			for (List<Integer> run : runs) {
				List<String> together = run.stream().map(prefixed::get).toList();
				futures.add(this.threads.submit(purpose, () -> timed(model, together, purpose)));
			}
			float[][] vectors = new float[texts.size()][];
			for (int i = 0; i < runs.size(); i++) {
				float[][] ofRun = futures.get(i).get();
				for (int j = 0; j < ofRun.length; j++) {
					vectors[runs.get(i).get(j)] = ofRun[j];
				}
			}
			return Arrays.asList(vectors);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TraceProblem(ProblemType.MODEL_UNAVAILABLE, "Interrupted while the model runs.", ex);
		}
		catch (ExecutionException ex) {
			throw problem(ex);
		}
		finally {
			// Only what did not come to its end: nobody waits for it any more.
			futures.forEach((future) -> future.cancel(false));
		}
	}

	private float[][] timed(SentenceModel model, List<String> texts, Purpose purpose) throws Exception {
		Timer.Sample sample = Timer.start(this.meters);
		float[][] vectors = model.vectors(texts);
		sample.stop(Timer.builder("mahavishnu.embedding.runs")
			.description("Runs of the embedding model")
			.tag("purpose", purpose.tag())
			.register(this.meters));
		this.meters.counter("mahavishnu.embedding.texts", "purpose", purpose.tag()).increment(texts.size());
		return vectors;
	}

	private TraceProblem problem(ExecutionException failure) {
		if (failure.getCause() instanceof TraceProblem problem) {
			return problem;
		}
		if (!this.failed.getAndSet(true)) {
			log.error(
					"A run of the embedding model '{}' failed, and further ones may: {}. What has no vector is found "
							+ "by words alone. Check that its tokenizer.json belongs to its model.onnx, or set "
							+ "mahavishnu.otel-ingester.embedding-model to another model.",
					name(), String.valueOf(failure.getCause()));
		}
		log.debug("A run of the embedding model failed", failure);
		return new TraceProblem(ProblemType.MODEL_UNAVAILABLE, "A run of the embedding model failed.",
				failure.getCause());
	}

	/** The model's name for people, loaded or not. */
	String name() {
		return this.loader.name();
	}

	/** The id of the vectors: equal ids, equal vectors for equal texts. */
	String modelId() {
		return this.loader.model().id();
	}

	/** Why the model is not loaded, for the operator; empty when it is. */
	Optional<String> failure() {
		return this.loader.failure();
	}

	/** Lets the runs under way end, refuses the others, and unloads the model. */
	@Override
	public void close() {
		this.loader.stop();
		if (this.threads.stop()) {
			this.loader.unload();
		}
		else {
			log.warn("A run of the embedding model does not end; the model stays loaded until the process ends");
		}
	}

}
