package io.mahavishnu.otel.embed;

import java.util.Locale;

/**
 * How a model is used: what shapes its vectors besides its files. A model that is loaded
 * again makes the same vectors only with the same usage.
 *
 * @param pooling how the vectors of a text's tokens become one
 * @param queryPrefix put before every query; empty for none
 * @param passagePrefix put before every passage; empty for none
 */
public record ModelUsage(Pooling pooling, String queryPrefix, String passagePrefix) {

	String prefix(Purpose purpose) {
		return switch (purpose) {
			case QUERY -> this.queryPrefix;
			case PASSAGE -> this.passagePrefix;
		};
	}

	/** As the settings are written. */
	@Override
	public String toString() {
		return "pooling " + this.pooling.name().toLowerCase(Locale.ROOT) + ", query-prefix '" + this.queryPrefix
				+ "', passage-prefix '" + this.passagePrefix + '\'';
	}

}
