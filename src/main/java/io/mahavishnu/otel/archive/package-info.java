/**
 * Data as files: backups to start from, exports to take away, imports.
 */
@NullMarked
package io.mahavishnu.otel.archive;

import org.jspecify.annotations.NullMarked;
