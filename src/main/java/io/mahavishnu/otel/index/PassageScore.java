package io.mahavishnu.otel.index;

import java.util.List;

/**
 * The semantic score of a trace: the cosines of its three best passages, weighted 1, 1/2
 * and 1/4 and divided by the weights used, so that a trace of one passage is not at a
 * disadvantage.
 */
public final class PassageScore {

	/** How many passages of a trace count. */
	public static final int PASSAGES = 3;

	private PassageScore() {
	}

	/**
	 * The score of some cosines, best first; further ones than {@value #PASSAGES} do not
	 * count.
	 * @throws IllegalArgumentException when there are none
	 */
	public static float of(List<SemanticHit.Near> best) {
		if (best.isEmpty()) {
			throw new IllegalArgumentException("a trace without passages has no semantic score");
		}
		float sum = 0;
		float weights = 0;
		float weight = 1;
		for (SemanticHit.Near near : best.subList(0, Math.min(PASSAGES, best.size()))) {
			sum += weight * near.similarity();
			weights += weight;
			weight /= 2;
		}
		return sum / weights;
	}

}
