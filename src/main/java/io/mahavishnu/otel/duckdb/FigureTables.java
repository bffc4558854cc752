package io.mahavishnu.otel.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.mahavishnu.otel.duckdb.GroupFigures.Group;
import io.mahavishnu.otel.store.OperationFigures;
import io.mahavishnu.otel.store.ServiceFigures;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Figures of services and of their span names: kept for some stretches of the log, and
 * read off the spans of the others. Safe for use by many threads, each with its own
 * session; what changes the tables is for the writer's alone.
 */
final class FigureTables {

	private static final String DURATIONS_OF_SPANS = Sql.named("figures-durations-of-spans");

	private static final String TRACES_OF_SPANS = Sql.named("figures-traces-of-spans");

	private static final String DURATIONS_KEPT = Sql.named("figures-durations-kept");

	private static final String TRACES_KEPT = Sql.named("figures-traces-kept");

	private static final String WITHOUT_NAMES = Sql.named("figures-without-names");

	private static final String SERVICES_WITH_NAMES = Sql.named("figures-services-with-names");

	private static final String STRETCHES = "SELECT first_seq, last_seq FROM figures_stretches";

	private static final String FORGET_STRETCH = "DELETE FROM figures_stretches WHERE last_seq = :stretch";

	private static final String FORGET = "DELETE FROM %s WHERE stretch = :stretch";

	private static final String OF_ALL_SERVICES = "service <> ''";

	private static final String OF_THE_SERVICE = "service = :service";

	private static final String OF_SERVICES = "service IN (:services)";

	private volatile List<Stretch> kept;

	private volatile Deletions deletions = new Deletions();

	/** Looks which stretches there are figures of. */
	FigureTables(Session session) {
		this.kept = stretches(session);
	}

	/** Figures of each service, by name; within a transaction. */
	static List<ServiceFigures> services(Session session) {
		Map<Group, GroupFigures> all = new HashMap<>();
		String named = "name IS NULL";
		addKept(session.sql(DURATIONS_KEPT.formatted(named)), session.sql(TRACES_KEPT.formatted(named)), all);
		for (Stretch stretch : Stretch.leftBy(stretches(session), Long.MAX_VALUE)) {
			addAll(read(session, stretch, Level.SERVICE, OF_ALL_SERVICES, Map.of()), all);
		}
		Map<String, ServiceFigures> services = new TreeMap<>();
		all.forEach((group, figures) -> services.put(group.service(),
				new ServiceFigures(group.service(), figures.total())));
		return List.copyOf(services.values());
	}

	/** Figures of each span name of a service, by name; within a transaction. */
	static List<OperationFigures> operations(Session session, String service) {
		Map<Group, GroupFigures> all = new HashMap<>();
		String named = OF_THE_SERVICE + " AND name IS NOT NULL";
		addKept(session.sql(DURATIONS_KEPT.formatted(named)).param("service", service),
				session.sql(TRACES_KEPT.formatted(named)).param("service", service), all);
		List<Stretch> left = Stretch.leftBy(stretches(session), Long.MAX_VALUE);
		left.addAll(session.sql(WITHOUT_NAMES).param("service", service).query((row, _) -> stretch(row)).list());
		for (Stretch stretch : left) {
			addAll(read(session, stretch, Level.NAME, OF_THE_SERVICE, Map.of("service", service)), all);
		}
		Map<String, OperationFigures> operations = new TreeMap<>();
		all.forEach((group, figures) -> {
			String name = Objects.requireNonNull(group.name());
			operations.put(name, new OperationFigures(name, figures.total()));
		});
		return List.copyOf(operations.values());
	}

	/** The stretches of which figures are kept. */
	List<Stretch> kept() {
		return this.kept;
	}

	/** Until the next deletion these are the same. */
	Deletions deletions() {
		return this.deletions;
	}

	/** Reads figures of a stretch off its spans, to be kept. */
	StretchFigures read(Session session, Stretch stretch) {
		Deletions before = this.deletions;
		Map<Group, GroupFigures> groups = read(session, stretch, Level.SERVICE, OF_ALL_SERVICES, Map.of());
		List<String> services = range(session.sql(SERVICES_WITH_NAMES), stretch)
			.query((row, _) -> row.getString("service"))
			.list();
		if (!services.isEmpty()) {
			groups.putAll(read(session, stretch, Level.NAME, OF_SERVICES, Map.of("services", services)));
		}
		return new StretchFigures(stretch, groups, before);
	}

	/**
	 * Keeps figures, within a transaction; {@link #changed} must follow. When something
	 * was deleted since they were read, they are of no use, and are not kept.
	 * @return whether they are kept
	 */
	boolean keep(Session session, StretchFigures figures) {
		Stretch stretch = figures.stretch();
		if (figures.before() != this.deletions || this.kept.stream().anyMatch(stretch::meets)) {
			return false;
		}
		session.append("figures_durations", (appender) -> {
			for (Map.Entry<Group, GroupFigures> each : figures.groups().entrySet()) {
				each.getValue().appendDurationsTo(appender, stretch, each.getKey());
			}
		});
		session.append("figures_traces", (appender) -> {
			for (Map.Entry<Group, GroupFigures> each : figures.groups().entrySet()) {
				each.getValue().appendTracesTo(appender, stretch, each.getKey());
			}
		});
		session.append("figures_stretches",
				(appender) -> appender.beginRow().append(stretch.first()).append(stretch.last()).endRow());
		return true;
	}

	/**
	 * Forgets the figures of stretches in which spans are deleted, within the transaction
	 * that deletes them; {@link #deleted} must follow.
	 */
	void forget(Session session, Stretch deleted) {
		for (Stretch stretch : this.kept) {
			if (stretch.meets(deleted)) {
				for (String sql : List.of(FORGET_STRETCH, FORGET.formatted("figures_durations"),
						FORGET.formatted("figures_traces"))) {
					session.sql(sql).param("stretch", stretch.last()).update();
				}
			}
		}
	}

	/** Notes that spans were deleted. */
	void deleted(Session session) {
		this.deletions = new Deletions();
		changed(session);
	}

	/** Notes that figures were kept. */
	void changed(Session session) {
		this.kept = stretches(session);
	}

	private static List<Stretch> stretches(Session session) {
		return session.sql(STRETCHES).query((row, _) -> stretch(row)).list();
	}

	private static Stretch stretch(ResultSet row) throws SQLException {
		return new Stretch(row.getLong("first_seq"), row.getLong("last_seq"));
	}

	private static void addKept(StatementSpec durations, StatementSpec traces, Map<Group, GroupFigures> all) {
		durations.query((RowCallbackHandler) (row) -> groupOf(row, all).addDurations(row));
		traces.query((RowCallbackHandler) (row) -> groupOf(row, all).addTraces(row));
	}

	private static void addAll(Map<Group, GroupFigures> some, Map<Group, GroupFigures> all) {
		some.forEach((group, figures) -> all.computeIfAbsent(group, GroupFigures::new).add(figures));
	}

	private static Map<Group, GroupFigures> read(Session session, Stretch stretch, Level level, String services,
			Map<String, ?> parameters) {
		Map<Group, GroupFigures> groups = new HashMap<>();
		range(session.sql(DURATIONS_OF_SPANS.formatted(level.name, services)), stretch).params(parameters)
			.query((RowCallbackHandler) (row) -> groupOf(row, groups).addDurations(row));
		range(session.sql(TRACES_OF_SPANS.formatted(level.name, services)), stretch).params(parameters)
			.query((RowCallbackHandler) (row) -> groupOf(row, groups).addTrace(row.getLong("trace_hash")));
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

	/** All deletions until now, told apart from others by identity. */
	static final class Deletions {

	}

	/**
	 * Figures of a stretch of the log.
	 *
	 * @param stretch the stretch
	 * @param groups the figures
	 * @param before the deletions that they take account of
	 */
	record StretchFigures(Stretch stretch, Map<Group, GroupFigures> groups, Deletions before) {

	}

}
