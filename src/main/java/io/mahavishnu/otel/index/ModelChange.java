package io.mahavishnu.otel.index;

import io.mahavishnu.otel.embed.EmbeddingModels;
import io.mahavishnu.otel.embed.PassageEmbedder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the index over from one embedding model to another: questions are compared with
 * the vectors of the model before until every passage has one of the new model. Changed
 * by the feeder's thread alone; its state can be read by any.
 */
public final class ModelChange {

	private static final Logger log = LoggerFactory.getLogger(ModelChange.class);

	private final TraceIndex index;

	private final EmbeddingModels models;

	private boolean looked;

	private volatile @Nullable IndexModel target;

	ModelChange(TraceIndex index, EmbeddingModels models) {
		this.index = index;
		this.models = models;
	}

	/**
	 * Looks, once the configured model is loaded, whether the index has to change.
	 * @return whether a change began now
	 */
	boolean begin() {
		PassageEmbedder configured = this.models.configured();
		if (this.looked || !configured.isReady()) {
			return false;
		}
		this.looked = true;
		IndexModel wanted = new IndexModel(configured.modelId(), this.models.configuredSource(),
				this.models.configuredUsage());
		IndexModel held = this.index.model();
		if (held.equals(IndexModel.NONE) || held.id().equals(wanted.id())) {
			this.index.useModel(wanted);
			this.index.refresh();
			return false;
		}
		this.models.openPrevious(held.id(), held.source(), held.usage());
		this.target = wanted;
		log.info(
				"The index holds the vectors of the embedding model {}; those of {} are being made, {} of {} are there",
				held.source(), wanted.source(), this.index.embeddedPassages(wanted.id()),
				this.index.figures().passages());
		return true;
	}

	/**
	 * Whether the configured model is loaded and {@link #begin()} was not asked since.
	 */
	boolean isDue() {
		return !this.looked && this.models.configured().isReady();
	}

	/** Looks again: the index was opened anew. */
	void restart() {
		this.looked = false;
		this.target = null;
		this.models.closePrevious();
	}

	/** Has the index use the new model; every passage has its vector. */
	void complete() {
		IndexModel wanted = this.target;
		if (wanted != null) {
			this.index.useModel(wanted);
			this.index.refresh();
			this.target = null;
			this.models.closePrevious();
			log.info("Every passage has a vector of the embedding model {}, which is used from now on",
					wanted.source());
		}
	}

	/** Whether vectors of another model are still being made. */
	public boolean isUnderWay() {
		return this.target != null;
	}

	/** The share of the passages that have a vector of the new model, in [0, 1]. */
	public double progress() {
		IndexModel wanted = this.target;
		long passages = (wanted != null) ? this.index.figures().passages() : 0;
		return (wanted != null && passages > 0) ? (double) this.index.embeddedPassages(wanted.id()) / passages : 1;
	}

	/** Whether questions can be compared with the vectors that the index uses. */
	public boolean isSearchable() {
		return this.models.find(this.index.model().id()).isPresent();
	}

}
