package io.mahavishnu.otel.duckdb;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot be opened. The message is one line that names the file and the remedy,
 * fit to be shown as it is. Nothing was deleted or overwritten.
 */
public final class StoreOpenException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	StoreOpenException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/** Why it cannot be opened. */
	public Reason reason() {
		return this.reason;
	}

	/** Why a store cannot be opened. */
	public enum Reason {

		/** Another process, or another part of this one, has it open. */
		LOCKED,
		/** The file or its folder cannot be written. */
		NOT_WRITABLE,
		/** The file is damaged or not a database. */
		UNREADABLE,
		/** The file is a DuckDB database with other tables than ours. */
		NOT_OURS,
		/** A newer version of this software wrote it. */
		NEWER_VERSION,
		/** A migration of its schema failed. */
		MIGRATION_FAILED

	}

}
