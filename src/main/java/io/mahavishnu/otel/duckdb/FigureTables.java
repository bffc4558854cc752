package io.mahavishnu.otel.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import io.mahavishnu.otel.duckdb.GroupFigures.Group;
import io.mahavishnu.otel.store.OperationFigures;
import io.mahavishnu.otel.store.ServiceFigures;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Figures of services and of their span names: kept for some stretches of the log, and
 * read off the spans of the others. Stateless.
 */
final class FigureTables {

	/** The tables; each row belongs to the stretch that ends at its number. */
	static final List<String> NAMES = List.of("figures_stretches", "figures_durations", "figures_traces");

	private static final String DURATIONS_OF_SPANS = Sql.named("figures-durations-of-spans");

	private static final String TRACES_OF_SPANS = Sql.named("figures-traces-of-spans");

	private static final String DURATIONS_KEPT = Sql.named("figures-durations-kept");

	private static final String TRACES_KEPT = Sql.named("figures-traces-kept");

	private static final String WITHOUT_NAMES = Sql.named("figures-without-names");

	private static final String STRETCHES = "SELECT first_seq, last_seq FROM figures_stretches";

	private static final String UNFIT = """
			SELECT last_seq FROM figures_stretches
			WHERE hash_sample <> hash('mahavishnu') OR last_seq > :stored""";

	private static final String KEEP = """
			INSERT INTO figures_stretches (last_seq, first_seq) VALUES (:last, :first)""";

	private static final String SERVICES = """
			SELECT count(DISTINCT service) FROM spans WHERE seq BETWEEN :first AND :last""";

	private static final String FORGET = "DELETE FROM %s WHERE last_seq = :last";

	private static final String OF_ALL_SERVICES = "service <> ''";

	private static final String OF_THE_SERVICE = "service = :service";

	private static final String OF_SERVICES_WITH_NAMES = "service IN (" + Sql.named("figures-services-with-names")
			+ ")";

	private FigureTables() {
	}

	/**
	 * Figures of each service, by name; within a transaction.
	 * @param pieceSpans how many spans that are in no figures are read at a time
	 */
	static List<ServiceFigures> services(Session session, int pieceSpans) {
		Map<Group, GroupFigures> all = new HashMap<>();
		String named = "name IS NULL";
		addKept(session.sql(DURATIONS_KEPT.formatted(named)), session.sql(TRACES_KEPT.formatted(named)), all);
		for (Stretch piece : left(session, pieceSpans)) {
			addAll(read(session, piece, Level.SERVICE, OF_ALL_SERVICES, Map.of()), all);
		}
		Map<String, ServiceFigures> services = new TreeMap<>();
		all.forEach((group, figures) -> services.put(group.service(),
				new ServiceFigures(group.service(), figures.total())));
		return List.copyOf(services.values());
	}

	/**
	 * Figures of each span name of a service, by name; within a transaction.
	 * @param pieceSpans how many spans that are in no figures are read at a time
	 */
	static List<OperationFigures> operations(Session session, String service, int pieceSpans) {
		if (service.isEmpty()) {
			return List.of();
		}
		Map<Group, GroupFigures> all = new HashMap<>();
		String named = OF_THE_SERVICE + " AND name IS NOT NULL";
		addKept(session.sql(DURATIONS_KEPT.formatted(named)).param("service", service),
				session.sql(TRACES_KEPT.formatted(named)).param("service", service), all);
		List<Stretch> left = left(session, pieceSpans);
		left.addAll(session.sql(WITHOUT_NAMES).param("service", service).query((row, _) -> stretch(row)).list());
		for (Stretch piece : left) {
			addAll(read(session, piece, Level.NAME, OF_THE_SERVICE, Map.of("service", service)), all);
		}
		Map<String, OperationFigures> operations = new TreeMap<>();
		all.forEach((group, figures) -> {
			String name = Objects.requireNonNull(group.name());
			operations.put(name, new OperationFigures(name, figures.total()));
		});
		return List.copyOf(operations.values());
	}

	/** The stretches of which figures are kept, in any order. */
	static List<Stretch> stretches(Session session) {
		return session.sql(STRETCHES).query((row, _) -> stretch(row)).list();
	}

	/** How many services have spans in a stretch. */
	static long countServices(Session session, Stretch stretch) {
		return range(session.sql(SERVICES), stretch).query(Long.class).single();
	}

	/** Reads figures of the services in a stretch off its spans. */
	static Map<Group, GroupFigures> readServices(Session session, Stretch stretch) {
		return read(session, stretch, Level.SERVICE, OF_ALL_SERVICES, Map.of());
	}

	/** Reads figures of span names in a stretch off its spans, where it is worth it. */
	static Map<Group, GroupFigures> readNames(Session session, Stretch stretch) {
		return read(session, stretch, Level.NAME, OF_SERVICES_WITH_NAMES, Map.of());
	}

	/**
	 * Keeps figures of a stretch, unless there are figures of some of it; within a
	 * transaction.
	 */
	static void keep(Session session, Stretch stretch, Map<Group, GroupFigures> groups) {
		if (stretches(session).stream().anyMatch(stretch::meets)) {
			return;
		}
		session.append("figures_durations", (appender) -> {
			for (Map.Entry<Group, GroupFigures> each : groups.entrySet()) {
				each.getValue().appendDurationsTo(appender, stretch, each.getKey());
			}
		});
		session.append("figures_traces", (appender) -> {
			for (Map.Entry<Group, GroupFigures> each : groups.entrySet()) {
				each.getValue().appendTracesTo(appender, stretch, each.getKey());
			}
		});
		session.sql(KEEP).param("last", stretch.last()).param("first", stretch.first()).update();
	}

	/**
	 * Forgets the figures that spans are in, within the transaction that deletes these.
	 * @param deleted the spans' numbers
	 */
	static void forget(Session session, Collection<Long> deleted) {
		NavigableMap<Long, Stretch> kept = new TreeMap<>();
		stretches(session).forEach((stretch) -> kept.put(stretch.first(), stretch));
		Set<Stretch> hit = new HashSet<>();
		for (Long number : deleted) {
			Map.Entry<Long, Stretch> before = kept.floorEntry(number);
			if (before != null && before.getValue().has(number)) {
				hit.add(before.getValue());
			}
		}
		hit.forEach((stretch) -> forget(session, stretch.last()));
	}

	/**
	 * Forgets figures that another version of DuckDB has made with another hash function,
	 * since their sketches cannot be merged with those of this one, and those of numbers
	 * that were lost, since they may be given again; within a transaction.
	 * @param stored the last number that is stored
	 */
	static void forgetUnfit(Session session, long stored) {
		session.sql(UNFIT).param("stored", stored).query(Long.class).list().forEach((last) -> forget(session, last));
	}

	private static void forget(Session session, long last) {
		NAMES.forEach((table) -> session.sql(FORGET.formatted(table)).param("last", last).update());
	}

	private static Stretch stretch(ResultSet row) throws SQLException {
		return new Stretch(row.getLong("first_seq"), row.getLong("last_seq"));
	}

	private static List<Stretch> left(Session session, int pieceSpans) {
		List<Stretch> pieces = new ArrayList<>();
		Stretch.leftBy(stretches(session), SpanTable.lastSequence(session))
			.forEach((left) -> pieces.addAll(left.pieces(pieceSpans)));
		return pieces;
	}

	private static void addKept(StatementSpec durations, StatementSpec traces, Map<Group, GroupFigures> all) {
		durations.query((RowCallbackHandler) (row) -> groupOf(row, all).addDurations(row));
		traces.query((RowCallbackHandler) (row) -> groupOf(row, all).addTraces(row));
	}

	private static void addAll(Map<Group, GroupFigures> some, Map<Group, GroupFigures> all) {
		some.forEach((group, figures) -> all.merge(group, figures, (before, more) -> {
			before.add(more);
			return before;
		}));
	}

	private static Map<Group, GroupFigures> read(Session session, Stretch stretch, Level level, String services,
			Map<String, ?> parameters) {
		Map<Group, GroupFigures> groups = new HashMap<>();
		range(session.sql(DURATIONS_OF_SPANS.formatted(level.name, services)), stretch).params(parameters)
			.query((RowCallbackHandler) (row) -> groupOf(row, groups).addDurations(row));
		range(session.sql(TRACES_OF_SPANS.formatted(level.name, services)), stretch).params(parameters)
			.query((RowCallbackHandler) (row) -> groupOf(row, groups).addTraceHashes(row));
		return groups;
	}

	private static StatementSpec range(StatementSpec statement, Stretch stretch) {
		return statement.param("first", stretch.first()).param("last", stretch.last());
	}

	private static GroupFigures groupOf(ResultSet row, Map<Group, GroupFigures> groups) throws SQLException {
		return groups.computeIfAbsent(new Group(row.getString("service"), row.getString("name")), GroupFigures::new);
	}

	/** Whether figures are of all spans of a service, or of each of its span names. */
	private enum Level {

		SERVICE("CAST(NULL AS VARCHAR)"), NAME("name");

		private final String name;

		Level(String name) {
			this.name = name;
		}

	}

}
