package io.mahavishnu.otel.duckdb;

import java.io.UncheckedIOException;
import java.sql.SQLException;

import io.mahavishnu.otel.store.ArchiveFolders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * All that is rebuilt when a database is opened.
 *
 * @param database the database
 * @param sequence the numbers of its changes
 * @param tail its newest changes
 * @param vectors its tables of vectors
 * @param committer what carries write requests out
 */
record OpenState(Database database, SequenceLog sequence, LogTail tail, VectorTables vectors, Committer committer) {

	private static final Logger logger = LoggerFactory.getLogger(OpenState.class);

	/**
	 * Opens a database and learns what it holds.
	 * @throws StoreOpenException when it cannot be opened
	 */
	static OpenState open(DatabaseLocation location, DuckDbProperties.Store settings, ArchiveFolders folders,
			StoreMeters meters) {
		Database database = Database.open(location, settings, folders, Schema.CURRENT);
		try {
			return open(database, location, settings, meters);
		}
		catch (RuntimeException failure) {
			try {
				database.close();
			}
			catch (SQLException another) {
				failure.addSuppressed(another);
			}
			// a damaged block shows when it is first read
			throw (failure instanceof DataAccessException) ? Database.refused(location, failure) : failure;
		}
	}

	private static OpenState open(Database database, DatabaseLocation location, DuckDbProperties.Store settings,
			StoreMeters meters) {
		Session session = database.writer();
		long stored = SpanTable.lastSequence(session);
		SequenceLog sequence = SequenceLog.open(location, stored);
		vouchForWhatIsStored(session, sequence);
		RecentSpans recents = new RecentSpans(settings.recentSpansMax());
		SpanTable.remember(session, stored - settings.recentSpansMax(), recents);
		VectorTables vectors = new VectorTables(session);
		LogTail tail = new LogTail(sequence.head(), settings.tailSize().toBytes());
		Committer committer = new Committer(session, sequence, tail, recents, vectors, meters);
		return new OpenState(database, sequence, tail, vectors, committer);
	}

	/**
	 * What a crash left stored and not noted may lie in the log without being forced to
	 * the disk; who sends it again is told that it is durable.
	 */
	private static void vouchForWhatIsStored(Session session, SequenceLog sequence) {
		if (sequence.isNoted()) {
			return;
		}
		try {
			session.execute("CHECKPOINT");
			sequence.note();
		}
		catch (DataAccessException | UncheckedIOException failure) {
			logger.warn("What the last crash left in the log could not be written out yet; it is with the next commit",
					failure);
		}
	}

	void close() throws SQLException {
		this.sequence.close();
		this.database.close();
	}

}
