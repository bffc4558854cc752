package io.mahavishnu.otel.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The only folders, beside the one of the store, in which files are written and read.
 * What is not set is switched off.
 *
 * @param backupFolder where backups are written
 * @param exportFolder where exports are written
 * @param importFolder where files to import are read
 */
@ConfigurationProperties("mahavishnu.otel-ingester.archive")
public record ArchiveFolders(@Nullable Path backupFolder, @Nullable Path exportFolder, @Nullable Path importFolder) {

	/** No folder is set. */
	public static final ArchiveFolders NONE = new ArchiveFolders(null, null, null);

	public ArchiveFolders {
		backupFolder = absolute(backupFolder);
		exportFolder = absolute(exportFolder);
		importFolder = absolute(importFolder);
	}

	/** Those that are set, absolute. */
	public List<Path> all() {
		return Stream.of(this.backupFolder, this.exportFolder, this.importFolder)
			.filter(Objects::nonNull)
			.distinct()
			.toList();
	}

	private static @Nullable Path absolute(@Nullable Path folder) {
		return (folder != null && !folder.toString().isEmpty()) ? folder.toAbsolutePath().normalize() : null;
	}

}
