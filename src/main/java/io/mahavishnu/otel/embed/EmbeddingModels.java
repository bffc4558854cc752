package io.mahavishnu.otel.embed;

import java.util.Collection;
import java.util.Optional;

import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.store.VectorStore;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The configured model and, while the index changes over to it, the one before, so that
 * questions can be compared with the vectors that there are. Safe for use by many
 * threads.
 */
public final class EmbeddingModels implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(EmbeddingModels.class);

	private final PassageEmbedder configured;

	private final VectorStore store;

	private final EmbeddingProperties properties;

	private final MeterRegistry meters;

	private volatile @Nullable Previous previous;

	EmbeddingModels(PassageEmbedder configured, VectorStore store, EmbeddingProperties properties,
			MeterRegistry meters) {
		this.configured = configured;
		this.store = store;
		this.properties = properties;
		this.meters = meters;
	}

	private record Previous(OnnxEmbeddingModel model, PassageEmbedder embedder) {

	}

	/** The model that the settings name. */
	public PassageEmbedder configured() {
		return this.configured;
	}

	/** What the settings call the configured model. */
	public String configuredSource() {
		return this.properties.embeddingModel();
	}

	/** How the configured model is used. */
	public ModelUsage configuredUsage() {
		return this.properties.embedding().usage();
	}

	/** The model that makes the vectors of an id, when it is loaded. Never waits. */
	public Optional<PassageEmbedder> find(String id) {
		if (this.configured.makes(id)) {
			return Optional.of(this.configured);
		}
		Previous held = this.previous;
		return (held != null && held.embedder().makes(id)) ? Optional.of(held.embedder()) : Optional.empty();
	}

	/**
	 * Starts to load the model before, in the background.
	 * @param id the id of the vectors that it has to make; where it makes others by now,
	 * it is not kept
	 * @param source what a setting called it; where there is no such model any more,
	 * nothing is loaded
	 * @param usage how it was used; null where that is not known, to use it as the
	 * configured model is
	 */
	public void openPrevious(String id, String source, @Nullable ModelUsage usage) {
		closePrevious();
		EmbeddingProperties.Runs configured = this.properties.embedding();
		EmbeddingProperties before = new EmbeddingProperties(source, this.properties.cacheSize(),
				(usage != null) ? configured.with(usage) : configured);
		try {
			OnnxEmbeddingModel model = OnnxEmbeddingModel.openAgain(id, before, this.meters);
			this.previous = new Previous(model, new PassageEmbedder(model, this.store, before, this.meters));
		}
		catch (InvalidConfigurationPropertyValueException unknown) {
			log.warn("The model before, '{}', cannot be loaded: search goes by words until the change is complete",
					source);
		}
	}

	/** Forgets in memory the vectors of passages that are removed from the store. */
	public void forget(Collection<PassageId> passages) {
		this.configured.forget(passages);
		Previous held = this.previous;
		if (held != null) {
			held.embedder().forget(passages);
		}
	}

	/** Unloads the model before. */
	public void closePrevious() {
		Previous held = this.previous;
		this.previous = null;
		if (held != null) {
			held.model().close();
		}
	}

	@Override
	public void close() {
		closePrevious();
	}

}
