/**
 * The truth in DuckDB, through JdbcTemplate: one writer with group commit, readers by
 * duplicated connections, SQL in resource files beside the classes.
 */
@NullMarked
package io.mahavishnu.otel.duckdb;

import org.jspecify.annotations.NullMarked;
