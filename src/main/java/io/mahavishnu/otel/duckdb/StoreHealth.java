package io.mahavishnu.otel.duckdb;

import org.jspecify.annotations.Nullable;

/**
 * The state of the store.
 *
 * @param location where it is, for people
 * @param fault why it cannot be used now, or null when it can
 * @param shortfall what was missing when it was opened, or null when nothing was
 */
public record StoreHealth(String location, @Nullable String fault, @Nullable Shortfall shortfall) {

	/** Whether the store can be used. */
	public boolean isOpen() {
		return this.fault == null;
	}

	/**
	 * Changes that were acknowledged and are not in the database: the end of its log was
	 * lost.
	 *
	 * @param acknowledged the last sequence number that was acknowledged
	 * @param stored the last sequence number that the database holds
	 */
	public record Shortfall(long acknowledged, long stored) {

	}

}
