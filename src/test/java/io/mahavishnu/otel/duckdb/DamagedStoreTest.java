package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.StoredSpans;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store whose files are cut short or changed gives back everything, or says that it
 * does not: nothing that was acknowledged is lost in silence.
 */
class DamagedStoreTest {

	private static final Logger logger = LoggerFactory.getLogger(DamagedStoreTest.class);

	private static final int COMMITS = 12;

	/**
	 * At how many places each file is damaged; every one with as many as it has bytes.
	 */
	private static final long PLACES = Long.getLong("damage.places", 40);

	@TempDir
	private Path folder;

	private Path whole;

	private List<Change> acknowledged = List.of();

	/** What a store says of its damage. */
	private enum Outcome {

		/** Nothing: all that was acknowledged is there. */
		COMPLETE,
		/** It opens, and says how much is missing; the rest is as it was. */
		SHORTFALL,
		/** It does not open, and says why in a line. */
		REFUSED,
		/** It opens, and refuses to read what is damaged. */
		UNREADABLE

	}

	/** As a crash leaves it: a part is in the database file, a part in its log. */
	@BeforeEach
	void makeStore() throws IOException {
		this.whole = Files.createDirectory(this.folder.resolve("whole"));
		Path liveFolder = Files.createDirectory(this.folder.resolve("live"));
		Path live = liveFolder.resolve("store.duckdb");
		try (DuckDbEngine engine = TestStores.open(live)) {
			append(engine, 0);
		}
		try (DuckDbEngine engine = TestStores.open(live)) {
			append(engine, COMMITS);
			this.acknowledged = new DuckDbTraceStore(engine).changes(LogPosition.START, 10_000);
			copy(liveFolder, this.whole);
		}
		assertThat(this.whole.resolve("store.duckdb.wal")).isNotEmptyFile();
		assertThat(this.acknowledged).hasSize(COMMITS * 2 * 3);
	}

	@Test
	void aCutLog_isNeverTakenForAWholeOne() throws IOException {
		Map<Outcome, Integer> outcomes = trials("store.duckdb.wal", (file, at) -> file.setLength(at));
		assertThat(outcomes).doesNotContainKey(Outcome.UNREADABLE).containsKey(Outcome.SHORTFALL);
	}

	@Test
	void aFlippedBitInTheLog_isNeverTakenForWhatWasWritten() throws IOException {
		assertThat(trials("store.duckdb.wal", DamagedStoreTest::flip)).isNotEmpty();
	}

	@Test
	void aFlippedBitInTheDatabase_isNeverTakenForWhatWasWritten() throws IOException {
		assertThat(trials("store.duckdb", DamagedStoreTest::flip)).containsKey(Outcome.REFUSED);
	}

	@Test
	void aCutDatabase_isNeverTakenForAWholeOne() throws IOException {
		Map<Outcome, Integer> outcomes = trials("store.duckdb", (file, at) -> file.setLength(at));
		assertThat(outcomes).doesNotContainKeys(Outcome.COMPLETE, Outcome.SHORTFALL);
	}

	private interface Damage {

		void apply(RandomAccessFile file, long at) throws IOException;

	}

	private static void flip(RandomAccessFile file, long at) throws IOException {
		file.seek(at);
		int read = file.read();
		file.seek(at);
		file.write(read ^ (1 << (at % 8)));
	}

	private Map<Outcome, Integer> trials(String name, Damage damage) throws IOException {
		long length = Files.size(this.whole.resolve(name));
		long places = Math.min(PLACES, length);
		Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
		for (long place = 0; place < places; place++) {
			long at = place * length / places;
			Path damaged = Files.createDirectory(this.folder.resolve("damaged"));
			copy(this.whole, damaged);
			try (RandomAccessFile file = new RandomAccessFile(damaged.resolve(name).toFile(), "rw")) {
				damage.apply(file, at);
			}
			Outcome outcome = open(damaged.resolve("store.duckdb"), name + " at " + at);
			outcomes.merge(outcome, 1, Integer::sum);
			FileSystemUtils.deleteRecursively(damaged);
		}
		logger.info("{}, {} bytes, damaged at {} places: {}", name, length, places, outcomes);
		return outcomes;
	}

	private Outcome open(Path file, String what) {
		try (DuckDbEngine engine = TestStores.open(file)) {
			List<Change> stored = new DuckDbTraceStore(engine).changes(LogPosition.START, 10_000);
			StoreHealth.Shortfall shortfall = engine.health().shortfall();
			assertThat(stored).as(what).isEqualTo(this.acknowledged.subList(0, stored.size()));
			if (shortfall == null) {
				assertThat(stored).as(what).hasSameSizeAs(this.acknowledged);
				return Outcome.COMPLETE;
			}
			assertThat(shortfall.stored()).as(what).isEqualTo(stored.size());
			return Outcome.SHORTFALL;
		}
		catch (StoreOpenException refused) {
			assertThat(refused.getMessage()).as(what).contains(file.toString()).doesNotContain("\n");
			return Outcome.REFUSED;
		}
		catch (TraceProblem problem) {
			assertThat(problem.type()).as(what).isEqualTo(ProblemType.STORE_UNAVAILABLE);
			return Outcome.UNREADABLE;
		}
	}

	private static void append(DuckDbEngine engine, int first) {
		DuckDbTraceStore store = new DuckDbTraceStore(engine);
		for (int i = first; i < first + COMMITS; i++) {
			store.append(StoredSpans.spans("trace-" + i, 3)).join();
		}
	}

	private static void copy(Path from, Path to) throws IOException {
		List<Path> files = new ArrayList<>();
		try (var listed = Files.list(from)) {
			listed.filter(Files::isRegularFile).forEach(files::add);
		}
		for (Path file : files) {
			Files.copy(file, to.resolve(file.getFileName()));
		}
	}

}
