package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import io.mahavishnu.otel.store.NewFile;

/** Where a database is kept. */
sealed interface DatabaseLocation {

	/** The setting that keeps the database in memory. */
	String MEMORY = ":memory:";

	/** The location that a setting names. */
	static DatabaseLocation of(String hotStorePath) {
		return hotStorePath.equals(MEMORY) ? new Memory() : new OnDisk(Path.of(hotStorePath).toAbsolutePath());
	}

	/** The location for people. */
	String shown();

	/** The size of its files, bytes. */
	long bytesOnDisk();

	/** How much of that holds something, bytes. */
	long bytesUsed(Session session);

	/** In memory; gone with the process. */
	record Memory() implements DatabaseLocation {

		@Override
		public String shown() {
			return MEMORY;
		}

		@Override
		public long bytesOnDisk() {
			return 0;
		}

		@Override
		public long bytesUsed(Session session) {
			return 0;
		}

	}

	/**
	 * In a file.
	 *
	 * @param file the database file, absolute
	 */
	record OnDisk(Path file) implements DatabaseLocation {

		private static final String BYTES_USED = """
				SELECT block_size * used_blocks FROM pragma_database_size()
				WHERE database_name = current_database()""";

		@Override
		public String shown() {
			return this.file.toString();
		}

		/** The folder for what does not fit into memory. */
		Path temporary() {
			return sibling(".tmp");
		}

		/** The file with the last acknowledged position. */
		Path acknowledged() {
			return sibling(".ack");
		}

		/** DuckDB's write-ahead log. */
		Path log() {
			return sibling(".wal");
		}

		/** The folder of the file that a purge makes to replace this one. */
		Path purgeFolder() {
			return sibling(".purge");
		}

		/** The file that a purge makes to replace this one. */
		Path purge() {
			return purgeFolder().resolve(this.file.getFileName());
		}

		/** Makes the folder of a purge, for its owner only, and names the file in it. */
		Path makePurge() {
			try {
				Files.createDirectories(purgeFolder(), ownerOnly());
				return purge();
			}
			catch (IOException failure) {
				throw NewFile.failed(purge(), failure);
			}
		}

		/** Removes what a purge left behind. */
		void clearPurge() {
			try {
				for (Path left : List.of(purge(), purge().resolveSibling(purge().getFileName() + ".wal"))) {
					Files.deleteIfExists(left);
				}
				Files.deleteIfExists(purgeFolder());
			}
			catch (IOException failure) {
				throw NewFile.failed(purge(), failure);
			}
		}

		/**
		 * The copy to be made before a migration to a version: a name that is free, since
		 * an earlier copy may be the only one of that time.
		 */
		Path copyBeforeVersion(int version) {
			Path copy = sibling(".before-v" + version);
			for (int number = 2; Files.exists(copy); number++) {
				copy = sibling(".before-v" + version + "-" + number);
			}
			return copy;
		}

		@Override
		public long bytesOnDisk() {
			return Stream.of(this.file, log(), acknowledged()).mapToLong(OnDisk::size).sum();
		}

		@Override
		public long bytesUsed(Session session) {
			return session.sql(BYTES_USED).query(Long.class).single() + size(log()) + size(acknowledged());
		}

		/**
		 * Makes the folder, readable by its owner only, when there is none.
		 * @throws StoreOpenException when it cannot be made
		 */
		void makeFolder() {
			Path folder = this.file.getParent();
			if (folder == null || Files.isDirectory(folder)) {
				return;
			}
			try {
				Files.createDirectories(folder, ownerOnly());
			}
			catch (IOException failure) {
				throw new StoreOpenException(StoreOpenException.Reason.NOT_WRITABLE, "The folder " + folder
						+ " of the store cannot be made (" + reasonOf(failure) + "): choose another hot-store-path",
						failure);
			}
		}

		private static String reasonOf(IOException failure) {
			if (failure instanceof FileSystemException refused && refused.getReason() != null) {
				return refused.getReason();
			}
			return failure.getClass().getSimpleName();
		}

		private static FileAttribute<?>[] ownerOnly() {
			boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
			return (posix
					? List.<FileAttribute<?>>of(
							PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
					: List.<FileAttribute<?>>of())
				.toArray(FileAttribute<?>[]::new);
		}

		private static long size(Path file) {
			try {
				return Files.exists(file) ? Files.size(file) : 0;
			}
			catch (IOException _) {
				// DuckDB removes its log at a checkpoint: gone between the two calls
				return 0;
			}
		}

		private Path sibling(String suffix) {
			return this.file.resolveSibling(this.file.getFileName() + suffix);
		}

	}

}
