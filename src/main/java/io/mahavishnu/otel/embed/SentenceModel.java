package io.mahavishnu.otel.embed;

import java.io.IOException;
import java.util.List;

import ai.onnxruntime.OrtException;
import io.mahavishnu.otel.store.VectorStore;

/**
 * A loaded model: text to unit vector. Native: to be called on platform threads only,
 * those of {@link InferenceThreads}. Safe for use by many threads, one run each; not to
 * be used after {@link #close()}.
 */
final class SentenceModel implements AutoCloseable {

	private final String name;

	private final String id;

	private final TextTokenizer tokenizer;

	private final OnnxGraph graph;

	private final int batchTextsMax;

	private final int dimension;

	private SentenceModel(String name, ModelFiles files, EmbeddingProperties.Runs settings, TextTokenizer tokenizer,
			OnnxGraph graph) throws OrtException {
		this.name = name;
		this.tokenizer = tokenizer;
		this.graph = graph;
		this.id = files.id(graph.poolingName(), settings.passagePrefix());
		boolean alone = files.quantisesDynamically() || graph.takesOneText();
		this.batchTextsMax = alone ? 1 : settings.batchTextsMax();
		// The first run proves that the model works, and tells the size of its vectors.
		this.dimension = vectors(List.of("probe"))[0].length;
		if (this.dimension > VectorStore.DIMENSION_MAX) {
			throw new OrtException("its vectors have " + this.dimension + " dimensions, and no more than "
					+ VectorStore.DIMENSION_MAX + " can be stored");
		}
	}

	/**
	 * Loads a model and tries it.
	 * @throws IOException when the files are missing or the tokenizer is damaged
	 * @throws OrtException when the model is damaged or is no sentence model
	 */
	static SentenceModel load(ModelSource source, EmbeddingProperties.Runs settings) throws IOException, OrtException {
		ModelFiles files = source.read();
		TextTokenizer tokenizer = TextTokenizer.open(files.tokenizer());
		try {
			OnnxGraph graph = OnnxGraph.open(files.model(), settings.pooling());
			try {
				return new SentenceModel(source.name(), files, settings, tokenizer, graph);
			}
			catch (OrtException | RuntimeException | Error ex) {
				graph.close();
				throw ex;
			}
		}
		catch (OrtException | RuntimeException | Error ex) {
			tokenizer.close();
			throw ex;
		}
	}

	/**
	 * The vectors of texts, in one run.
	 * @return unit vectors, in the order of the texts
	 * @throws OrtException when the run fails
	 */
	float[][] vectors(List<String> texts) throws OrtException {
		return this.graph.run(texts.stream().map(this.tokenizer::encode).toList());
	}

	/** The model's name for people. */
	String name() {
		return this.name;
	}

	/** The id of the vectors it makes. */
	String id() {
		return this.id;
	}

	/** The size of its vectors. */
	int dimension() {
		return this.dimension;
	}

	/** How many texts may share a run. */
	int batchTextsMax() {
		return this.batchTextsMax;
	}

	@Override
	public void close() {
		this.graph.close();
		this.tokenizer.close();
	}

}
