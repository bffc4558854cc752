package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.NewFile;
import io.mahavishnu.otel.trace.EpochTimes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * The versions of the schema: version n is what the first n migrations make. Each
 * migration is one transaction followed by a checkpoint, so that DuckDB never has to
 * replay table definitions together with data from its log.
 *
 * @param migrations the names of the SQL files, in order
 */
record Schema(List<String> migrations) {

	private static final Logger logger = LoggerFactory.getLogger(Schema.class);

	/** The schema of this version of the software. */
	static final Schema CURRENT = new Schema(List.of("migration-001-tables", "migration-002-figures"));

	private static final String TABLES = "SELECT count(*) FROM duckdb_tables()";

	private static final String HAS_VERSION = TABLES + " WHERE table_name = 'schema_version'";

	private static final String VERSION = "SELECT coalesce(max(version), 0) FROM schema_version";

	private static final String NOTE_VERSION = """
			INSERT INTO schema_version (version, name, applied_ns) VALUES (:version, :name, :appliedNanos)""";

	Schema {
		migrations = List.copyOf(migrations);
	}

	/**
	 * Whether the database holds something and will be migrated, so that a copy is due.
	 * @throws StoreOpenException when it is of a newer version or not ours
	 */
	boolean isMigrationOfExisting(Session session, DatabaseLocation location) {
		int version = versionOf(session, location);
		return version > 0 && version < this.migrations.size();
	}

	/**
	 * Copies a database before its migration. It MUST be checkpointed and closed: to read
	 * its file through a second handle would drop the lock that this process has on it.
	 */
	void copy(DatabaseLocation.OnDisk location) {
		Path copy = location.copyBeforeVersion(this.migrations.size());
		try (NewFile target = NewFile.at(copy)) {
			Files.copy(location.file(), target.part());
			target.complete();
		}
		catch (IOException | TraceProblem failure) {
			throw failed(location, "it cannot be copied to " + copy, failure);
		}
		logger.info("Copied store {} to {} before its migration", location.shown(), copy);
	}

	/**
	 * Applies the migrations that a database lacks.
	 * @throws StoreOpenException when it is of a newer version, not ours, or cannot be
	 * migrated
	 */
	void migrate(Session session, DatabaseLocation location) {
		int version = versionOf(session, location);
		for (int next = version + 1; next <= this.migrations.size(); next++) {
			apply(session, location, next, this.migrations.get(next - 1));
		}
	}

	private int versionOf(Session session, DatabaseLocation location) {
		if (count(session, HAS_VERSION) == 0) {
			if (count(session, TABLES) > 0) {
				throw new StoreOpenException(StoreOpenException.Reason.NOT_OURS, "The file " + location.shown()
						+ " is a database of another program: choose another hot-store-path", null);
			}
			return 0;
		}
		int version = (int) count(session, VERSION);
		if (version > this.migrations.size()) {
			throw new StoreOpenException(StoreOpenException.Reason.NEWER_VERSION,
					"The store " + location.shown() + " has version " + version
							+ ", written by a newer release; this one reads up to version " + this.migrations.size()
							+ ": start the newer release or choose another hot-store-path",
					null);
		}
		return version;
	}

	private static void apply(Session session, DatabaseLocation location, int version, String name) {
		try {
			session.transaction().executeWithoutResult((_) -> {
				session.execute(Sql.named(name));
				session.sql(NOTE_VERSION)
					.param("version", version)
					.param("name", name)
					.param("appliedNanos", EpochTimes.ofInstant(Instant.now()))
					.update();
			});
			session.execute("CHECKPOINT");
		}
		catch (DataAccessException failure) {
			throw failed(location, "migration " + name + " failed", failure);
		}
		logger.info("Store {} now has version {} ({})", location.shown(), version, name);
	}

	private static long count(Session session, String sql) {
		return session.sql(sql).query(Long.class).single();
	}

	private static StoreOpenException failed(DatabaseLocation location, String what, Exception failure) {
		return new StoreOpenException(StoreOpenException.Reason.MIGRATION_FAILED,
				"The store " + location.shown() + " cannot be migrated: " + what, failure);
	}

}
