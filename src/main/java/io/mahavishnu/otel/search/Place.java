package io.mahavishnu.otel.search;

import io.mahavishnu.otel.trace.TraceId;

/** Where in all results of an answer a further page begins. */
sealed interface Place {

	/**
	 * In a ranking, which is made anew up to the page's end.
	 *
	 * @param by what decided the order of the pages before
	 * @param offset how many results they had
	 */
	record InRanking(RankedBy by, int offset) implements Place {

		public InRanking {
			if (offset < 0) {
				throw new IllegalArgumentException("the offset is " + offset);
			}
		}

	}

	/**
	 * In a list, which goes on from any of its traces, however many come before.
	 *
	 * @param last the last trace of the page before
	 */
	record InList(TraceId last) implements Place {

	}

}
