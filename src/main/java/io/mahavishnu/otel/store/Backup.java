package io.mahavishnu.otel.store;

import java.nio.file.Path;

/**
 * A complete backup.
 *
 * @param file where it is
 * @param figures what is in it
 * @param upTo the position of the last change in it
 */
public record Backup(Path file, ArchiveFigures figures, LogPosition upTo) {

}
