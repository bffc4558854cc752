package io.mahavishnu.otel.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.mahavishnu.otel.trace.ReceivedSpan;

/**
 * The store as files: backups, tables to take away, and getting rid of what was deleted.
 * Nothing here stops appends for longer than a moment. Of {@link #backup},
 * {@link #writeParquet} and {@link #purge} one runs at a time; another one meanwhile gets
 * a {@link io.mahavishnu.otel.problem.TraceProblem} of type {@code BUSY}. Safe for use by
 * many threads.
 */
public interface StoreFiles {

	/**
	 * Copies everything, as it is at one moment, into a new file that can be started
	 * from. The file appears under its name when it is complete and on the disk.
	 * @param file the new file, in {@link ArchiveFolders#backupFolder()}
	 */
	Backup backup(Path file);

	/**
	 * Writes all that is stored of the traces that start within a time into a new Parquet
	 * file, a span a row.
	 * @param file the new file, in {@link ArchiveFolders#exportFolder()}
	 * @param fromEpochNanos the first start, nanoseconds since 1970 UTC
	 * @param toEpochNanos the last start, nanoseconds since 1970 UTC
	 */
	ArchiveFigures writeParquet(Path file, long fromEpochNanos, long toEpochNanos);

	/**
	 * Reads rows of a file that {@link #writeParquet} wrote.
	 * @param file the file, in {@link ArchiveFolders#importFolder()}
	 * @param firstRow the first row, from 0
	 * @param limit the most rows to read
	 * @return the spans; empty after the end
	 * @throws io.mahavishnu.otel.problem.TraceProblem {@code INVALID_REQUEST} when it is
	 * no such file
	 */
	List<ReceivedSpan> readParquet(Path file, long firstRow, int limit);

	/**
	 * Writes the log into the file, so that the room of what was deleted is free.
	 * @throws io.mahavishnu.otel.problem.TraceProblem {@code BUSY} while another call
	 * runs, since that room is kept for as long as it reads
	 */
	void reclaim();

	/** What was deleted and may still be readable in the files; empty when nothing is. */
	Optional<Unpurged> unpurged();

	/**
	 * Writes the files anew without anything that was deleted before the call. Needs as
	 * much room on the disk as {@link StoreFigures#bytesUsed()} meanwhile; nothing is
	 * changed when that is not there.
	 * @param indexed the position up to which deletions are known to the index and need
	 * not be remembered
	 */
	void purge(LogPosition indexed);

	/**
	 * Ends the statement by which a backup or a purge copies, if one runs, so that the
	 * store can be closed; that call then fails. Waits for nothing. What
	 * {@link #writeParquet} runs is not ended.
	 */
	void cancel();

	/**
	 * Deleted text that may still be in the files.
	 *
	 * @param sinceEpochNanos when the first of it was deleted, nanoseconds since 1970 UTC
	 * @param first the position of the first deletion
	 */
	record Unpurged(long sinceEpochNanos, LogPosition first) {

	}

}
