package io.mahavishnu.otel.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

import io.mahavishnu.otel.store.ArchiveFolders;
import org.duckdb.DuckDBConnection;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/**
 * An open DuckDB database with its schema up to date and its configuration locked: no
 * access to other files but in the folders of the archive, no extensions, bounded memory.
 */
final class Database implements AutoCloseable {

	private static final List<String> LOCKDOWN = List.of("SET allow_community_extensions = false",
			"SET autoinstall_known_extensions = false", "SET autoload_known_extensions = false",
			"SET enable_external_access = false", "SET lock_configuration = true");

	/**
	 * The oldest DuckDB that can read the files made here: the first to know zstd. In a
	 * file for older ones such columns would not be compressed at all.
	 */
	private static final String READABLE_SINCE = "v1.2.0";

	/** How many merges DuckDB does in one checkpoint by default. */
	private static final int VACUUM_TASKS = 100;

	/**
	 * Does nothing but make the others: a duplicate of a session within a transaction
	 * would take itself to be in one, too.
	 */
	private final Session origin;

	private final Session writer;

	private Database(Session origin) throws SQLException {
		this.origin = origin;
		this.writer = origin.duplicate();
	}

	/**
	 * Opens a database, makes it when there is none, and brings its schema up to date.
	 * @throws StoreOpenException when that cannot be done
	 */
	static Database open(DatabaseLocation location, DuckDbProperties.Store settings, ArchiveFolders folders,
			Schema schema) {
		if (location instanceof DatabaseLocation.OnDisk onDisk) {
			onDisk.makeFolder();
			onDisk.clearPurge();
		}
		Session session = connect(location, settings);
		try {
			if (location instanceof DatabaseLocation.OnDisk onDisk && schema.isMigrationOfExisting(session, location)) {
				session.execute("CHECKPOINT");
				session.close();
				schema.copy(onDisk);
				session = connect(location, settings);
			}
			schema.migrate(session, location);
			allow(session, location, folders);
			LOCKDOWN.forEach(session::execute);
			return new Database(session);
		}
		catch (StoreOpenException failure) {
			closeQuietly(session, failure);
			throw failure;
		}
		catch (DataAccessException | SQLException failure) {
			closeQuietly(session, failure);
			throw refused(location, failure);
		}
	}

	/** The session of the one writer. */
	Session writer() {
		return this.writer;
	}

	/** A new session; may be called by any thread. */
	Session newSession() throws SQLException {
		return this.origin.duplicate();
	}

	/** Writes the log into the database file. */
	void checkpoint() {
		this.writer.execute("CHECKPOINT");
	}

	@Override
	public void close() throws SQLException {
		this.writer.close();
		this.origin.close();
	}

	/**
	 * Whether a failure means that the open database is of no use any more, so that only
	 * opening it anew can help.
	 */
	static boolean isInvalidatedBy(Throwable failure) {
		String message = String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
		return message.contains("database has been invalidated") || message.startsWith("FATAL Error")
				|| message.contains("Connection was closed") || message.contains("Connection has been closed");
	}

	/** Nothing but the archive's folders, and the one in which a purge writes. */
	private static void allow(Session session, DatabaseLocation location, ArchiveFolders folders) {
		List<Path> allowed = new ArrayList<>(folders.all());
		if (location instanceof DatabaseLocation.OnDisk onDisk) {
			allowed.add(onDisk.purgeFolder());
		}
		session.execute("SET allowed_directories = ["
				+ allowed.stream().map((folder) -> Sql.quoted(folder + "/")).collect(Collectors.joining(", ")) + "]");
	}

	private static Session connect(DatabaseLocation location, DuckDbProperties.Store settings) {
		Properties properties = new Properties();
		properties.setProperty("memory_limit", settings.memoryLimit().toBytes() + "B");
		properties.setProperty("checkpoint_threshold", settings.checkpointSize().toBytes() + "B");
		properties.setProperty("storage_compatibility_version", READABLE_SINCE);
		properties.setProperty("max_vacuum_tasks", Integer.toString(settings.mergeRowGroups() ? VACUUM_TASKS : 0));
		properties.setProperty("threads", Integer.toString(settings.threads()));
		properties.setProperty("temp_directory", switch (location) {
			case DatabaseLocation.Memory _ -> "";
			case DatabaseLocation.OnDisk onDisk -> onDisk.temporary().toString();
		});
		String path = switch (location) {
			case DatabaseLocation.Memory _ -> "";
			case DatabaseLocation.OnDisk onDisk -> onDisk.file().toString();
		};
		try {
			return new Session(DuckDBConnection.newConnection("jdbc:duckdb:" + path, false, "", properties));
		}
		catch (SQLException failure) {
			throw refused(location, failure);
		}
	}

	/**
	 * Why a database cannot be opened. DuckDB has no error codes: the words of its
	 * message must tell.
	 */
	static StoreOpenException refused(DatabaseLocation location, Exception failure) {
		String said = String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage())
			.lines()
			.findFirst()
			.orElse("");
		String where = "The store " + location.shown();
		String lower = said.toLowerCase(Locale.ROOT);
		if (lower.contains("set lock") || lower.contains("configuration has been locked")
				|| lower.contains("different configuration")) {
			return new StoreOpenException(StoreOpenException.Reason.LOCKED, where
					+ " is in use by another process: stop that one or choose another hot-store-path (" + said + ")",
					failure);
		}
		if (lower.contains("permission denied") || lower.contains("read-only") || lower.contains("cannot open file")
				|| lower.contains("no such file") || lower.contains("is a directory")) {
			return new StoreOpenException(StoreOpenException.Reason.NOT_WRITABLE,
					where + " cannot be written: check its folder or choose another hot-store-path (" + said + ")",
					failure);
		}
		return new StoreOpenException(StoreOpenException.Reason.UNREADABLE,
				where + " cannot be read: restore it from a backup or choose another hot-store-path; nothing was"
						+ " changed (" + said + ")",
				failure);
	}

	private static void closeQuietly(Session session, Exception failure) {
		try {
			session.close();
		}
		catch (SQLException another) {
			failure.addSuppressed(another);
		}
	}

}
