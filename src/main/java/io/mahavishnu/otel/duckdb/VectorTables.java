package io.mahavishnu.otel.duckdb;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.mahavishnu.otel.passage.PassageId;

/**
 * The tables of vectors, one for each dimension, since DuckDB's arrays have a fixed
 * length. Safe for use by many threads, each with its own session.
 */
final class VectorTables {

	/** Larger statements gain nothing. */
	private static final int PASSAGES_MAX = 1000;

	private static final String PREFIX = "vectors_";

	private static final String TABLES = """
			SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'vectors_') ORDER BY table_name""";

	private static final String CREATE = """
			CREATE TABLE IF NOT EXISTS vectors_%1$d (
				model VARCHAR NOT NULL, passage_high BIGINT NOT NULL, passage_low BIGINT NOT NULL,
				vector FLOAT[%1$d] NOT NULL)""";

	/** By row id, so that only the vectors that were found are read. */
	private static final String FIND = """
			SELECT passage_high, passage_low, vector FROM %1$s WHERE rowid IN (
				SELECT rowid FROM %1$s WHERE model = :model AND passage_high IN (:high))""";

	private static final String KNOWN = """
			SELECT passage_high, passage_low FROM %s WHERE model = :model AND passage_high IN (:high)""";

	private static final String REMOVE = "DELETE FROM %s WHERE passage_high = :high AND passage_low = :low";

	private static final String COUNT = "SELECT count(*) FROM %s WHERE model = :model";

	private static final String COUNT_ALL = "SELECT count(*) FROM %s";

	private final CopyOnWriteArrayList<String> tables = new CopyOnWriteArrayList<>();

	/** Looks which tables there are. */
	VectorTables(Session session) {
		this.tables.addAll(session.sql(TABLES).query(String.class).list());
	}

	/**
	 * Makes the table of a dimension when there is none, and writes it out of the log, as
	 * replaying table definitions together with data has crashed DuckDB. Not within a
	 * transaction.
	 */
	void makeTable(Session session, int dimension) {
		String table = PREFIX + dimension;
		if (!this.tables.contains(table)) {
			session.execute(CREATE.formatted(dimension));
			session.execute("CHECKPOINT");
			this.tables.add(table);
		}
	}

	/** The stored vectors of some passages. */
	Map<PassageId, float[]> find(Session session, String model, Collection<PassageId> passages) {
		Set<PassageId> wanted = new HashSet<>(passages);
		Map<PassageId, float[]> found = new HashMap<>();
		forEachPart(wanted,
				(part) -> this.tables.forEach((table) -> session.sql(FIND.formatted(table))
					.param("model", model)
					.param("high", highs(part))
					.query((row) -> {
						PassageId id = passage(row);
						if (wanted.contains(id)) {
							found.putIfAbsent(id, vector(row));
						}
					})));
		return found;
	}

	/**
	 * Appends the vectors that are not stored, all of one dimension; its table exists.
	 */
	void append(Session session, String model, Map<PassageId, float[]> vectors) {
		Map<PassageId, float[]> missing = new HashMap<>(vectors);
		forEachPart(vectors.keySet(),
				(part) -> this.tables.forEach((table) -> session.sql(KNOWN.formatted(table))
					.param("model", model)
					.param("high", highs(part))
					.query((row) -> {
						missing.remove(passage(row));
					})));
		if (missing.isEmpty()) {
			return;
		}
		int dimension = missing.values().iterator().next().length;
		session.append(PREFIX + dimension, (appender) -> {
			for (Map.Entry<PassageId, float[]> each : missing.entrySet()) {
				appender.beginRow()
					.append(model)
					.append(each.getKey().high())
					.append(each.getKey().low())
					.append(each.getValue())
					.endRow();
			}
		});
	}

	/** Removes the vectors of some passages, of all models. */
	void remove(Session session, Collection<PassageId> passages) {
		for (String table : this.tables) {
			for (PassageId passage : passages) {
				session.sql(REMOVE.formatted(table)).param("high", passage.high()).param("low", passage.low()).update();
			}
		}
	}

	/** How many vectors of a model are stored. */
	long count(Session session, String model) {
		return this.tables.stream()
			.mapToLong((table) -> session.sql(COUNT.formatted(table)).param("model", model).query(Long.class).single())
			.sum();
	}

	/** How many vectors are stored, of all models. */
	long count(Session session) {
		return this.tables.stream()
			.mapToLong((table) -> session.sql(COUNT_ALL.formatted(table)).query(Long.class).single())
			.sum();
	}

	private static void forEachPart(Collection<PassageId> passages, Consumer<List<PassageId>> action) {
		List<PassageId> all = new ArrayList<>(passages);
		for (int from = 0; from < all.size(); from += PASSAGES_MAX) {
			action.accept(all.subList(from, Math.min(from + PASSAGES_MAX, all.size())));
		}
	}

	private static List<Long> highs(List<PassageId> passages) {
		return passages.stream().map(PassageId::high).toList();
	}

	private static PassageId passage(ResultSet row) throws SQLException {
		return new PassageId(row.getLong("passage_high"), row.getLong("passage_low"));
	}

	private static float[] vector(ResultSet row) throws SQLException {
		Array array = row.getArray("vector");
		Object[] components = (Object[]) array.getArray();
		float[] vector = new float[components.length];
		for (int i = 0; i < vector.length; i++) {
			vector[i] = (Float) components[i];
		}
		return vector;
	}

}
