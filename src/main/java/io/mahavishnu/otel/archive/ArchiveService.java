package io.mahavishnu.otel.archive;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import io.mahavishnu.otel.archive.ArchiveAnswers.BackupAnswer;
import io.mahavishnu.otel.archive.ArchiveAnswers.ExportAnswer;
import io.mahavishnu.otel.archive.ArchiveAnswers.ImportAnswer;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.ArchiveFigures;
import io.mahavishnu.otel.store.ArchiveFolders;
import io.mahavishnu.otel.store.Backup;
import io.mahavishnu.otel.store.NewFile;
import io.mahavishnu.otel.store.StoreFiles;
import io.mahavishnu.otel.trace.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads files in the folders of the settings, and nowhere else. Names of new
 * files are made of the time. Thread-safe.
 * <p>
 * All methods throw a {@link TraceProblem}: {@code FOLDER_NOT_SET} when the setting is
 * missing. A backup and an export to Parquet also throw {@code BUSY} while one of them,
 * or a purge, runs.
 */
final class ArchiveService {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private final ArchiveFolders folders;

	private final StoreFiles files;

	private final TraceLines lines;

	private final TraceImport imports;

	ArchiveService(ArchiveFolders folders, StoreFiles files, TraceLines lines, TraceImport imports) {
		this.folders = folders;
		this.files = files;
		this.lines = lines;
		this.imports = imports;
	}

	BackupAnswer backup() {
		Path file = newFile(this.folders.backupFolder(), "backup-folder", ".duckdb");
		Backup backup = this.files.backup(file);
		return new BackupAnswer(file.toString(), backup.figures().traces(), backup.figures().spans(),
				backup.figures().bytes(), backup.upTo().value());
	}

	/**
	 * Writes the traces that start within a time.
	 * @param fromEpochNanos the first start, nanoseconds since 1970 UTC
	 * @param toEpochNanos the last start, nanoseconds since 1970 UTC
	 */
	ExportAnswer export(ArchiveFormat format, long fromEpochNanos, long toEpochNanos) {
		Path file = newFile(this.folders.exportFolder(), "export-folder", format.suffix());
		ArchiveFigures figures = switch (format) {
			case PARQUET -> this.files.writeParquet(file, fromEpochNanos, toEpochNanos);
			case OTLP -> this.lines.write(file, fromEpochNanos, toEpochNanos);
		};
		return new ExportAnswer(file.toString(), figures.traces(), figures.spans(), figures.bytes());
	}

	/**
	 * Brings in the spans of a file.
	 * @param name its name in the folder
	 * @throws TraceProblem {@code NOT_FOUND} when there is no such file
	 */
	ImportAnswer importFile(String name) {
		Path folder = required(this.folders.importFolder(), "import-folder");
		try {
			Path file = folder.resolve(name);
			// no way out, by dots or by links
			if (!Files.isRegularFile(file) || !folder.equals(file.getParent())
					|| !file.toRealPath().equals(folder.toRealPath().resolve(name))) {
				throw new TraceProblem(ProblemType.NOT_FOUND, "there is no file " + Excerpt.quoted(name) + " in "
						+ folder + "; send the name of one that lies there");
			}
			return this.imports.read(file);
		}
		catch (IOException | java.nio.file.InvalidPathException failure) {
			throw new TraceProblem(ProblemType.INVALID_REQUEST,
					"the file " + Excerpt.quoted(name) + " cannot be read: " + failure.getMessage(), failure);
		}
	}

	private static Path newFile(@Nullable Path setting, String name, String suffix) {
		Path folder = required(setting, name);
		try {
			if (!Files.isDirectory(folder)) {
				Files.createDirectories(folder, ownerOnly());
			}
		}
		catch (IOException failure) {
			throw NewFile.failed(folder, failure);
		}
		return folder.resolve("traces-" + TIME.format(Instant.now()) + suffix);
	}

	private static Path required(@Nullable Path setting, String name) {
		if (setting == null) {
			throw new TraceProblem(ProblemType.FOLDER_NOT_SET, "mahavishnu.otel-ingester.archive." + name
					+ " is not set: set it to a folder and start the service again");
		}
		return setting;
	}

	private static FileAttribute<?>[] ownerOnly() {
		boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")) }
				: new FileAttribute<?>[0];
	}

}
