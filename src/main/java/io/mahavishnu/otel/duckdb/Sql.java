package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The SQL files that lie beside the classes of this package, and how SQL is written. */
final class Sql {

	private Sql() {
	}

	/**
	 * The text of a file.
	 * @param name the file's name without {@code .sql}
	 */
	static String named(String name) {
		try (InputStream file = Sql.class.getResourceAsStream(name + ".sql")) {
			if (file == null) {
				throw new IllegalStateException("there is no " + name + ".sql beside " + Sql.class.getName());
			}
			return new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	/** A text as SQL writes it, where a statement takes no parameter. */
	static String quoted(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	/** A name as an identifier of SQL. */
	static String identifier(String name) {
		return '"' + name.replace("\"", "\"\"") + '"';
	}

}
