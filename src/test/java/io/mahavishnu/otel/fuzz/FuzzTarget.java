package io.mahavishnu.otel.fuzz;

import java.util.List;

/**
 * What reads input from outside.
 *
 * @param name what it is
 * @param seeds valid inputs, which it takes as they are
 * @param words words of its language that make a difference
 * @param reader reads an input
 */
public record FuzzTarget(String name, List<byte[]> seeds, List<String> words, Reader reader) {

	/** Reads an input. */
	public interface Reader {

		/**
		 * Reads an input, or refuses it as the contract says.
		 * @throws Exception when it does anything else
		 */
		void read(byte[] input) throws Exception;

	}

	@Override
	public String toString() {
		return this.name;
	}

}
