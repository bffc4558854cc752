package io.mahavishnu.otel.duckdb;

import java.sql.SQLException;

import io.mahavishnu.otel.store.ArchiveFolders;

import org.springframework.dao.DataAccessException;

/**
 * All that is rebuilt when a database is opened.
 *
 * @param database the database
 * @param sequence the numbers of its changes
 * @param tail its newest changes
 * @param vectors its tables of vectors
 * @param deletedNumbers where spans were deleted lately
 * @param committer what carries write requests out
 */
record OpenState(Database database, SequenceLog sequence, LogTail tail, VectorTables vectors,
		DeletedNumbers deletedNumbers, Committer committer) {

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
		session.transaction().executeWithoutResult((_) -> FigureTables.forgetUnfit(session, stored));
		SequenceLog sequence = SequenceLog.open(location, stored);
		RecentSpans recents = new RecentSpans(settings.recentSpansMax());
		SpanTable.remember(session, stored - settings.recentSpansMax(), recents);
		VectorTables vectors = new VectorTables(session);
		DeletedNumbers deletedNumbers = new DeletedNumbers();
		LogTail tail = new LogTail(sequence.head(), settings.tailSize().toBytes());
		Committer committer = new Committer(session, sequence, tail, recents, vectors, deletedNumbers, meters);
		return new OpenState(database, sequence, tail, vectors, deletedNumbers, committer);
	}

	void close() throws SQLException {
		this.sequence.close();
		this.database.close();
	}

}
