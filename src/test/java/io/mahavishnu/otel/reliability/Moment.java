package io.mahavishnu.otel.reliability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** When the service is killed. */
enum Moment {

	/** Under load, after what was stored before was checked. */
	LOAD(4),
	/** While it starts, and perhaps recovers. */
	START(4),
	/** While DuckDB writes its log into the database file. */
	CHECKPOINT(4),
	/** While it makes its index again. */
	REBUILD(2),
	/** While traces are removed as too old. */
	RETENTION(2),
	/** While the database is written anew without what was deleted. */
	PURGE(2),
	/** While a newer release brings a copy of the data to its version. */
	MIGRATION(2);

	private final int ofTwenty;

	/**
	 * A moment.
	 * @param ofTwenty how many of twenty kills aim at it
	 */
	Moment(int ofTwenty) {
		this.ofTwenty = ofTwenty;
	}

	/** Twenty moments in a random order, every one of them among them. */
	static List<Moment> twenty(Random random) {
		List<Moment> moments = new ArrayList<>();
		for (Moment moment : values()) {
			moments.addAll(Collections.nCopies(moment.ofTwenty, moment));
		}
		Collections.shuffle(moments, random);
		// nothing can be removed or migrated before there is something
		moments.remove(LOAD);
		moments.addFirst(LOAD);
		return moments;
	}

}
