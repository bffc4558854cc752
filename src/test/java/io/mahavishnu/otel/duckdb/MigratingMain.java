package io.mahavishnu.otel.duckdb;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.stream.Stream;

import io.mahavishnu.otel.store.ArchiveFolders;

/**
 * Brings a store to a version that rewrites every span, as a newer release might, and
 * prints which spans are in it afterwards; made to be killed.
 */
public final class MigratingMain {

	/** Printed before the migration. */
	public static final String BEGIN = "migrating";

	/** Printed after it. */
	public static final String DONE = "migrated";

	/** Begins the line of a span, before its trace's id and its own. */
	public static final String SPAN = "span ";

	private static final Schema NEXT = new Schema(
			Stream.concat(Schema.CURRENT.migrations().stream(), Stream.of("migration-that-rewrites")).toList());

	private static final String SPANS = "SELECT trace_id, span_id FROM spans WHERE rewritten = name";

	private MigratingMain() {
	}

	/** Runs the program; its argument is the database file. */
	@SuppressWarnings("SystemOut")
	public static void main(String[] arguments) throws SQLException {
		PrintStream out = System.out;
		out.println(BEGIN);
		out.flush();
		try (Database database = Database.open(DatabaseLocation.of(arguments[0]), TestStores.SETTINGS,
				ArchiveFolders.NONE, NEXT)) {
			out.println(DONE);
			database.writer().sql(SPANS).query((row) -> {
				out.println(SPAN + row.getString(1) + " " + row.getString(2));
			});
		}
		out.flush();
	}

}
