package io.mahavishnu.otel.embed;

import io.mahavishnu.otel.store.VectorStore;
import io.micrometer.core.instrument.MeterRegistry;

/** The real, bundled models for tests of other packages. */
public final class ModelsOfTests implements AutoCloseable {

	/** What the settings call the models. */
	public static final String INT8 = EmbeddingSettings.INT8;

	public static final String FP32 = EmbeddingSettings.FP32;

	/** How the settings use a model by default. */
	public static final ModelUsage PLAIN = new ModelUsage(Pooling.MEAN, "", "");

	private final OnnxEmbeddingModel model;

	private final EmbeddingModels models;

	/** Models of which one is configured, over a vector store. */
	public ModelsOfTests(String configured, VectorStore store, MeterRegistry meters) {
		this(configured, PLAIN, store, meters);
	}

	/** As before, with a pooling and prefixes of its own. */
	public ModelsOfTests(String configured, ModelUsage usage, VectorStore store, MeterRegistry meters) {
		EmbeddingProperties properties = EmbeddingSettings.of(configured, usage);
		this.model = OnnxEmbeddingModel.open(properties, meters);
		this.models = new EmbeddingModels(new PassageEmbedder(this.model, store, properties, meters), store, properties,
				meters);
	}

	public EmbeddingModels get() {
		return this.models;
	}

	@Override
	public void close() {
		this.models.close();
		this.model.close();
	}

}
