package io.mahavishnu.otel.duckdb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.mahavishnu.otel.store.ArchiveFolders;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.OperationFigures;
import io.mahavishnu.otel.store.ServiceFigures;
import io.mahavishnu.otel.store.SpanFigures;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

class FigureTablesTest {

	private static final List<String> SERVICES = List.of("cart", "checkout", "payment");

	@TempDir
	private Path folder;

	private DuckDbEngine engine;

	private DuckDbTraceStore store;

	@BeforeEach
	void open() {
		start(this.folder.resolve("store.duckdb"));
	}

	@AfterEach
	void close() {
		this.engine.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 5, 40, 1000 })
	void figures_areThoseOfTheSpans_whateverIsKeptAndDeleted(int stretchSpans) {
		Random random = new Random(stretchSpans);
		FigureKeeper keeper = keeper(stretchSpans);
		List<ReceivedSpan> stored = new ArrayList<>();
		for (int round = 0; round < 20; round++) {
			List<ReceivedSpan> spans = spans(round, 1 + random.nextInt(40), random);
			this.store.append(spans).join();
			stored.addAll(spans);
			if (round % 5 == 4) {
				String deleted = "t" + random.nextInt(20);
				delete(deleted);
				stored.removeIf((each) -> each.span().traceId().value().equals(deleted));
			}
			TestStores.keepAll(keeper);
			assertFiguresAreOf(stored);
		}
		TestStores.keepAll(keeper);
		assertThat(kept()).hasSizeGreaterThanOrEqualTo(stored.size() / stretchSpans);
		assertFiguresAreOf(stored);
	}

	@Test
	void traces_areCountedOnce_whenTheyAreInManyStretches() {
		int traces = 20_000;
		for (String span : List.of("one", "two", "three")) {
			this.store.append(IntStream.range(0, traces).mapToObj((i) -> StoredSpans.span("t" + i, span)).toList())
				.join();
		}
		assertThat(this.store.services().getFirst().spans().traceCount()).as("read").isEqualTo(traces);
		TestStores.keepAll(keeper(10_000));
		assertThat(kept()).hasSize(6);
		SpanFigures service = this.store.services().getFirst().spans();
		assertThat(service.spanCount()).isEqualTo(3 * traces);
		assertThat(service.traceCount()).isCloseTo(traces, withPercentage(3));
		SpanFigures name = this.store.operations("checkout").getFirst().spans();
		assertThat(name.traceCount()).isCloseTo(traces, withPercentage(6));
	}

	@Test
	void traces_areCountedExactly_whenTheyAreInOneStretch() {
		this.store.append(IntStream.range(0, 20_000).mapToObj((i) -> StoredSpans.span("t" + i, "one")).toList()).join();
		TestStores.keepAll(keeper(20_000));
		assertThat(kept()).hasSize(1);
		assertThat(this.store.services().getFirst().spans().traceCount()).isEqualTo(20_000);
		assertThat(this.store.operations("checkout").getFirst().spans().traceCount()).isEqualTo(20_000);
	}

	@Test
	void figuresOfNames_areReadOffTheSpans_whereNearlyEverySpanHasItsOwn() {
		this.store
			.append(IntStream.range(0, 1000).mapToObj((i) -> StoredSpans.span("t" + i, "s", "GET /" + i)).toList())
			.join();
		TestStores.keepAll(keeper(1000));
		assertThat(kept()).hasSize(1);
		assertThat(rows("figures_traces")).as("that of the service").isEqualTo(1);
		assertThat(this.store.operations("checkout")).hasSize(1000)
			.allSatisfy((each) -> assertThat(each.spans().spanCount()).isEqualTo(1));
	}

	@Test
	void figures_areKept_throughARestartABackupAndAPurge() {
		this.store.append(StoredSpans.spans("a", 10)).join();
		this.store.append(StoredSpans.spans("b", 10)).join();
		this.store.append(StoredSpans.spans("c", 10)).join();
		TestStores.keepAll(keeper(10));
		DuckDbStoreFiles files = new DuckDbStoreFiles(this.engine);
		Path backup = this.folder.resolve("backup.duckdb");
		files.backup(backup);
		this.store
			.delete(new TraceLocation(new TraceId("b"), SpanLocations.of(List.of(new LogPosition(11)))),
					new LogPosition(30))
			.join();
		List<Stretch> left = List.of(new Stretch(1, 10), new Stretch(21, 30));
		files.purge(this.store.head());
		assertThat(kept()).containsExactlyInAnyOrderElementsOf(left);
		assertThat(this.store.services().getFirst().spans().spanCount()).isEqualTo(29);
		TestStores.keepAll(keeper(10));
		assertThat(kept()).as("figures can be kept in the new file").hasSize(3);
		assertThat(this.store.operations("checkout").getFirst().spans().spanCount()).isEqualTo(29);
		this.engine.close();
		start(this.folder.resolve("store.duckdb"));
		assertThat(kept()).hasSize(3);
		this.engine.close();
		start(backup);
		assertThat(kept()).hasSize(3);
		assertThat(this.store.services().getFirst().spans().spanCount()).isEqualTo(30);
	}

	@Test
	void figures_areForgotten_whenAnotherHashFunctionMadeThem() throws Exception {
		this.store.append(StoredSpans.spans("a", 25)).join();
		TestStores.keepAll(keeper(10));
		assertThat(kept()).hasSize(2);
		this.engine.close();
		Path file = this.folder.resolve("store.duckdb");
		try (Database database = Database.open(DatabaseLocation.of(file.toString()), TestStores.SETTINGS,
				ArchiveFolders.NONE, Schema.CURRENT)) {
			database.writer().execute("UPDATE figures_stretches SET hash_sample = 1 WHERE first_seq = 1");
		}
		start(file);

		assertThat(kept()).containsExactly(new Stretch(11, 20));
		assertThat(rows("figures_traces")).as("a service and its span name").isEqualTo(2);
		assertThat(this.store.services().getFirst().spans().spanCount()).isEqualTo(25);
	}

	@Test
	void figures_areThoseOfTheCopy_whenSomethingIsDeletedWhileItIsMade() throws Exception {
		this.store.append(StoredSpans.spans("a", 10)).join();
		this.store.append(StoredSpans.spans("b", 10)).join();
		TestStores.keepAll(keeper(10));
		Path file = this.folder.resolve("copy.duckdb");
		try (Session session = this.engine.newSession();
				DatabaseCopy copy = DatabaseCopy.makeWithoutFigures(session, file)) {
			delete("b");
			copy.catchUp();
			copy.copyFigures();
			copy.complete();
		}
		this.engine.close();
		start(file);

		assertThat(kept()).containsExactly(new Stretch(1, 10));
		assertThat(this.store.services().getFirst().spans().spanCount()).isEqualTo(10);
	}

	@Test
	void figures_areForgotten_whenTheirNumbersMayBeGivenAgain() throws Exception {
		this.store.append(StoredSpans.spans("a", 20)).join();
		this.engine.close();
		Path file = this.folder.resolve("store.duckdb");
		try (Database database = Database.open(DatabaseLocation.of(file.toString()), TestStores.SETTINGS,
				ArchiveFolders.NONE, Schema.CURRENT)) {
			database.writer().execute("INSERT INTO figures_stretches (last_seq, first_seq) VALUES (10, 1), (25, 16)");
		}
		start(file);

		assertThat(kept()).containsExactly(new Stretch(1, 10));
	}

	@Test
	void aStoreOfVersion1_getsFigures() throws Exception {
		Path file = this.folder.resolve("old.duckdb");
		try (Database old = Database.open(DatabaseLocation.of(file.toString()), TestStores.SETTINGS,
				ArchiveFolders.NONE, new Schema(List.of("migration-001-tables")))) {
			List<SpanRow> rows = SpanRow.of(StoredSpans.spans("a", 25));
			old.writer().transaction().executeWithoutResult((_) -> old.writer().append("spans", (appender) -> {
				for (int i = 0; i < rows.size(); i++) {
					rows.get(i).appendTo(appender, i + 1L);
				}
			}));
		}
		this.engine.close();
		start(file);
		SpanFigures read = this.store.services().getFirst().spans();
		TestStores.keepAll(keeper(10));
		assertThat(kept()).hasSize(2);
		assertThat(this.store.services()).containsExactly(new ServiceFigures("checkout", read));
		assertThat(read).isEqualTo(new SpanFigures(1, 25, 0, 1_000_000, 1_000_000, 1_000_000,
				StoredSpans.span("a", "s").span().startEpochNanos()));
	}

	private void start(Path file) {
		this.engine = DuckDbEngine.open(new DuckDbProperties(file.toString(), TestStores.SETTINGS),
				new ArchiveFolders(this.folder, this.folder, this.folder), new SimpleMeterRegistry());
		this.store = new DuckDbTraceStore(this.engine);
	}

	private void delete(String trace) {
		this.store.delete(new TraceLocation(new TraceId(trace), SpanLocations.NONE), LogPosition.START).join();
	}

	private FigureKeeper keeper(int stretchSpans) {
		return new FigureKeeper(this.engine, stretchSpans, Duration.ZERO);
	}

	private List<Stretch> kept() {
		return this.engine.read(FigureTables::stretches);
	}

	private long rows(String table) {
		return this.engine.read((session) -> session.sql("SELECT count(*) FROM " + table).query(Long.class).single());
	}

	private static List<ReceivedSpan> spans(int round, int count, Random random) {
		return IntStream.range(0, count).mapToObj((i) -> {
			long start = 1 + random.nextInt(1000);
			return StoredSpans.received(Span
				.builder(new TraceId("t" + random.nextInt(20)), new SpanId("r" + round + "-" + i),
						"op " + random.nextInt(4))
				.time(start, start + Math.max(0, (long) Math.exp(random.nextDouble(-2, 40))))
				.status(random.nextBoolean() ? SpanStatus.UNSET : new SpanStatus(SpanStatus.Code.ERROR, ""))
				.resource(new Resource(Attributes.of(Span.SERVICE_NAME, SERVICES.get(random.nextInt(SERVICES.size()))),
						"", 0))
				.build());
		}).toList();
	}

	private void assertFiguresAreOf(List<ReceivedSpan> spans) {
		Map<String, List<ReceivedSpan>> services = by(spans, (span) -> String.valueOf(span.serviceName()));
		List<ServiceFigures> figures = this.store.services();
		assertThat(figures).extracting(ServiceFigures::name)
			.containsExactlyElementsOf(services.keySet().stream().sorted().toList());
		for (ServiceFigures service : figures) {
			List<ReceivedSpan> ofService = services.getOrDefault(service.name(), List.of());
			assertFiguresAreOf(ofService, service.spans());
			Map<String, List<ReceivedSpan>> names = by(ofService, Span::name);
			List<OperationFigures> operations = this.store.operations(service.name());
			assertThat(operations).extracting(OperationFigures::name)
				.containsExactlyElementsOf(names.keySet().stream().sorted().toList());
			operations.forEach((operation) -> assertFiguresAreOf(names.getOrDefault(operation.name(), List.of()),
					operation.spans()));
		}
	}

	private static void assertFiguresAreOf(List<ReceivedSpan> spans, SpanFigures figures) {
		Set<TraceId> traces = new HashSet<>();
		List<Long> durations = new ArrayList<>();
		long errors = 0;
		long lastSeen = 0;
		for (ReceivedSpan received : spans) {
			Span span = received.span();
			traces.add(span.traceId());
			durations.add(span.endEpochNanos() - span.startEpochNanos());
			errors += (span.status().code() == SpanStatus.Code.ERROR) ? 1 : 0;
			lastSeen = Math.max(lastSeen, span.startEpochNanos());
		}
		durations.sort(Comparator.naturalOrder());
		assertThat(figures.traceCount()).isEqualTo(traces.size());
		assertThat(figures.spanCount()).isEqualTo(spans.size());
		assertThat(figures.errorCount()).isEqualTo(errors);
		assertThat(figures.lastSeenEpochNanos()).isEqualTo(lastSeen);
		assertIsQuantile(figures.p50Nanos(), 0.5, durations);
		assertIsQuantile(figures.p95Nanos(), 0.95, durations);
		assertIsQuantile(figures.p99Nanos(), 0.99, durations);
	}

	private static void assertIsQuantile(long nanos, double share, List<Long> sorted) {
		long exact = sorted.get((int) Math.ceil(share * sorted.size()) - 1);
		assertThat((double) nanos).isCloseTo(exact, within(0.02 * exact + 0.5));
	}

	private static Map<String, List<ReceivedSpan>> by(List<ReceivedSpan> spans, Function<Span, String> group) {
		Map<String, List<ReceivedSpan>> groups = new HashMap<>();
		spans.forEach((each) -> groups.computeIfAbsent(group.apply(each.span()), (_) -> new ArrayList<>()).add(each));
		return groups;
	}

}
