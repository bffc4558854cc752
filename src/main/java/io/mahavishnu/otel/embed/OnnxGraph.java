package io.mahavishnu.otel.embed;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;

/**
 * A session of ONNX Runtime over a sentence model: token ids to unit vectors. A run stays
 * on its caller's thread. Safe for use by many threads.
 */
final class OnnxGraph implements AutoCloseable {

	/** Pooled by the model itself, [texts, dimension]. */
	private static final String POOLED_OUTPUT = "sentence_embedding";

	/** One vector a token, [texts, tokens, dimension]. */
	private static final String TOKENS_OUTPUT = "last_hidden_state";

	private final OrtSession session;

	private final String output;

	private final Pooling pooling;

	private OnnxGraph(OrtSession session, Pooling pooling) throws OrtException {
		this.session = session;
		this.pooling = pooling;
		this.output = output(session.getOutputInfo());
		Set<String> foreign = new TreeSet<>(session.getInputNames());
		foreign.removeAll(TokenTensors.INPUTS);
		if (!foreign.isEmpty()) {
			throw new OrtException("model.onnx wants inputs that are not known here: " + foreign);
		}
	}

	/**
	 * Opens a session.
	 * @param model the bytes of a {@code model.onnx}
	 * @param pooling how the vectors of tokens become one, where the model leaves that
	 * open
	 * @throws OrtException when the bytes are no model, or one of other inputs and
	 * outputs
	 */
	static OnnxGraph open(byte[] model, Pooling pooling) throws OrtException {
		OrtSession session = session(model);
		try {
			return new OnnxGraph(session, pooling);
		}
		catch (OrtException | RuntimeException | Error ex) {
			session.close();
			throw ex;
		}
	}

	private static OrtSession session(byte[] model) throws OrtException {
		try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
			configure(options);
			return OnnxEnvironment.get().createSession(model, options);
		}
		catch (OrtException ex) {
			OrtException told = new OrtException(
					"model.onnx is no whole ONNX model, in one file with its weights: " + ex.getMessage());
			told.initCause(ex);
			throw told;
		}
	}

	/**
	 * One thread a run: runs in parallel are faster than threads within a run. The arena
	 * keeps what the longest run took, once for each thread, and that is bounded, since
	 * texts are cut. A memory pattern, kept for each length of a single text, lets a run
	 * take its memory in one piece; without, parallel runs wait for each other in the
	 * arena.
	 */
	private static void configure(OrtSession.SessionOptions options) throws OrtException {
		options.setIntraOpNumThreads(1);
		options.setInterOpNumThreads(1);
		options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
		options.setCPUArenaAllocator(true);
		options.setMemoryPatternOptimization(true);
	}

	private static String output(Map<String, NodeInfo> outputs) throws OrtException {
		if (outputs.containsKey(POOLED_OUTPUT)) {
			return POOLED_OUTPUT;
		}
		if (outputs.containsKey(TOKENS_OUTPUT)) {
			return TOKENS_OUTPUT;
		}
		throw new OrtException("model.onnx is no sentence model: it has neither the output " + POOLED_OUTPUT + " nor "
				+ TOKENS_OUTPUT + ", only " + outputs.keySet());
	}

	/** How a text's vector is made of its tokens' vectors, as part of the model's id. */
	String poolingName() {
		return this.output.equals(POOLED_OUTPUT) ? POOLED_OUTPUT : this.pooling.name();
	}

	/** Whether the model was made for one text a run, and takes no more. */
	boolean takesOneText() throws OrtException {
		return this.session.getInputInfo()
			.values()
			.stream()
			.anyMatch((input) -> input.getInfo() instanceof TensorInfo tensor && tensor.getShape().length > 0
					&& tensor.getShape()[0] == 1);
	}

	/**
	 * Runs the model once.
	 * @param texts the tokens of each text, not padded
	 * @return a unit vector for each text, in order
	 * @throws OrtException when the run fails, or gives no direction
	 */
	float[][] run(List<Tokens> texts) throws OrtException {
		try (TokenTensors inputs = TokenTensors.of(texts, this.session.getInputNames());
				OrtSession.Result result = this.session.run(inputs.byName(), Set.of(this.output))) {
			OnnxTensor tensor = (OnnxTensor) result.get(0);
			FloatBuffer values = tensor.getFloatBuffer();
			if (values == null) {
				throw new OrtException("the model's output " + this.output + " is not of floats");
			}
			return pool(values, ((TensorInfo) tensor.getInfo()).getShape(), texts);
		}
	}

	private float[][] pool(FloatBuffer output, long[] shape, List<Tokens> texts) throws OrtException {
		int dimension = Math.toIntExact(shape[shape.length - 1]);
		int rowTokens = (shape.length == 3) ? Math.toIntExact(shape[1]) : 1;
		float[][] vectors = new float[texts.size()][];
		for (int row = 0; row < vectors.length; row++) {
			int pooled = (shape.length == 3) ? this.pooling.pooledTokens(texts.get(row).count()) : 1;
			vectors[row] = unitVector(output, row * rowTokens, pooled, dimension);
		}
		return vectors;
	}

	/** The sum has the mean's direction, and the length is made 1 anyway. */
	private static float[] unitVector(FloatBuffer output, int firstToken, int tokens, int dimension)
			throws OrtException {
		double[] sum = new double[dimension];
		for (int token = firstToken; token < firstToken + tokens; token++) {
			for (int i = 0; i < dimension; i++) {
				sum[i] += output.get(token * dimension + i);
			}
		}
		double squares = 0;
		for (double component : sum) {
			squares += component * component;
		}
		if (!(squares > 0) || Double.isInfinite(squares)) {
			throw new OrtException("the model gives vectors without a direction");
		}
		double length = Math.sqrt(squares);
		float[] vector = new float[dimension];
		for (int i = 0; i < dimension; i++) {
			vector[i] = (float) (sum[i] / length);
		}
		return vector;
	}

	@Override
	public void close() {
		try {
			this.session.close();
		}
		catch (OrtException ex) {
			throw new IllegalStateException("the model cannot be unloaded", ex);
		}
	}

}
