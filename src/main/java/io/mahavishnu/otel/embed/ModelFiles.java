package io.mahavishnu.otel.embed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes of a model: the ONNX graph with its weights, and the tokenizer's JSON. Read
 * once, so that what is hashed is what is loaded; not kept after loading. The arrays are
 * not to be changed.
 */
final class ModelFiles {

	private static final byte[] DYNAMIC_OPERATOR = "DynamicQuantize".getBytes(StandardCharsets.US_ASCII);

	private static final int ID_BYTES = 8;

	private final byte[] model;

	private final byte[] tokenizer;

	ModelFiles(byte[] model, byte[] tokenizer) {
		this.model = model;
		this.tokenizer = tokenizer;
	}

	byte[] model() {
		return this.model;
	}

	byte[] tokenizer() {
		return this.tokenizer;
	}

	/**
	 * The id of the vectors that these files make: 16 hexadecimal digits of a SHA-256
	 * over the files and over what else changes a passage's vector.
	 * @param pooling how the vectors of tokens become one
	 * @param passagePrefix what stands before every passage
	 */
	String id(String pooling, String passagePrefix) {
		MessageDigest digest = sha256();
		for (byte[] part : new byte[][] { this.model, this.tokenizer, pooling.getBytes(StandardCharsets.UTF_8),
				passagePrefix.getBytes(StandardCharsets.UTF_8) }) {
			// The lengths keep apart parts that would read the same one after the other.
			digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
			digest.update(part);
		}
		return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
	}

	/**
	 * Whether the graph chooses the scale of its integers at run time, over all texts of
	 * a run: then a text's vector depends on its neighbours, unless it runs alone. The
	 * names of operators stand in the file as plain text.
	 */
	boolean quantisesDynamically() {
		int last = this.model.length - DYNAMIC_OPERATOR.length;
		for (int at = 0; at <= last; at++) {
			if (this.model[at] == DYNAMIC_OPERATOR[0] && operatorStandsAt(at)) {
				return true;
			}
		}
		return false;
	}

	private boolean operatorStandsAt(int at) {
		for (int i = 1; i < DYNAMIC_OPERATOR.length; i++) {
			if (this.model[at + i] != DYNAMIC_OPERATOR[i]) {
				return false;
			}
		}
		return true;
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException("every Java platform has SHA-256", impossible);
		}
	}

}
