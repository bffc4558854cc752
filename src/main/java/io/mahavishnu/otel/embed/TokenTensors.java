package io.mahavishnu.otel.embed;

import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.djl.huggingface.tokenizers.Encoding;
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
	static TokenTensors of(List<Encoding> texts, Set<String> wanted) throws OrtException {
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

	private static OnnxTensor tensor(String name, List<Encoding> texts) throws OrtException {
		int length = texts.stream().mapToInt((text) -> text.getIds().length).max().orElseThrow();
		long[] values = new long[texts.size() * length];
		for (int row = 0; row < texts.size(); row++) {
			long[] of = values(name, texts.get(row));
			System.arraycopy(of, 0, values, row * length, of.length);
		}
		return OnnxTensor.createTensor(OnnxEnvironment.get(), LongBuffer.wrap(values),
				new long[] { texts.size(), length });
	}

	private static long[] values(String name, Encoding text) {
		return switch (name) {
			case IDS -> text.getIds();
			case MASK -> text.getAttentionMask();
			case TYPES -> text.getTypeIds();
			default -> throw new IllegalArgumentException("no such input: " + name);
		};
	}

	Map<String, OnnxTensor> byName() {
		return this.byName;
	}

	@Override
	public void close() {
		this.byName.values().forEach(OnnxTensor::close);
	}

}
