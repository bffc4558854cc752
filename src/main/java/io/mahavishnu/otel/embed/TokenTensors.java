package io.mahavishnu.otel.embed;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;

/**
 * The inputs of a run, [texts, tokens] each, padded with zeros to the longest text; the
 * attention mask is 0 there. Used by one thread.
 */
final class TokenTensors implements AutoCloseable {

	private static final String IDS = "input_ids";

	private static final String MASK = "attention_mask";

	private static final String TYPES = "token_type_ids";

	/** The inputs that can be given. */
	static final Set<String> INPUTS = Set.of(IDS, MASK, TYPES);

	private final Map<String, OnnxTensor> byName = new HashMap<>();

	private TokenTensors() {
	}

	/**
	 * Makes the inputs.
	 * @param texts the tokens of each text
	 * @param wanted the inputs that the model declares
	 */
	static TokenTensors of(List<Tokens> texts, Set<String> wanted) throws OrtException {
		TokenTensors tensors = new TokenTensors();
		try {
			for (String name : wanted) {
				tensors.byName.put(name, tensor(name, texts));
			}
			return tensors;
		}
		catch (OrtException | RuntimeException | Error ex) {
			tensors.close();
			throw ex;
		}
	}

	private static OnnxTensor tensor(String name, List<Tokens> texts) throws OrtException {
		int length = texts.stream().mapToInt(Tokens::count).max().orElseThrow();
		long[] values = new long[texts.size() * length];
		for (int row = 0; row < texts.size(); row++) {
			Tokens text = texts.get(row);
			int start = row * length;
			switch (name) {
				case IDS -> System.arraycopy(text.ids(), 0, values, start, text.count());
				case MASK -> Arrays.fill(values, start, start + text.count(), 1);
				case TYPES -> System.arraycopy(text.types(), 0, values, start, text.count());
				default -> throw new IllegalArgumentException("no such input: " + name);
			}
		}
		return OnnxTensor.createTensor(OnnxEnvironment.get(), LongBuffer.wrap(values),
				new long[] { texts.size(), length });
	}

	Map<String, OnnxTensor> byName() {
		return this.byName;
	}

	@Override
	public void close() {
		this.byName.values().forEach(OnnxTensor::close);
	}

}
