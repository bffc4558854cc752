package io.mahavishnu.otel.embed;

/** Arithmetic of vectors, for assertions. */
final class Vectors {

	private Vectors() {
	}

	static double cosine(float[] one, float[] other) {
		return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
	}

	static double length(float[] vector) {
		return Math.sqrt(dot(vector, vector));
	}

	private static double dot(float[] one, float[] other) {
		double sum = 0;
		for (int i = 0; i < one.length; i++) {
			sum += (double) one[i] * other[i];
		}
		return sum;
	}

}
