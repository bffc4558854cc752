package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.ArchiveFolders;
import io.mahavishnu.otel.store.Backup;
import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.StoreFiles;
import io.mahavishnu.otel.store.OldTraces;
import io.mahavishnu.otel.store.ReceiptBound;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Backups, and what is left of deleted text. */
class DuckDbStoreFilesTest {

	@TempDir
	private Path folder;

	private Path file;

	private Path archive;

	private DuckDbEngine engine;

	private DuckDbTraceStore store;

	private DuckDbStoreFiles files;

	@BeforeEach
	void open() throws IOException {
		this.file = this.folder.resolve("data/it's a store.duckdb");
		this.archive = Files.createDirectories(this.folder.resolve("the archive's folder"));
		start(this.file);
	}

	@AfterEach
	void close() {
		this.engine.close();
	}

	@Test
	void backup_isAStoreOfItsOwn_withEverythingUpToOneMoment() {
		PassageId passage = PassageId.of("passage");
		this.store.append(List.of(StoredSpans.fullSpan("t1", "a"), StoredSpans.span("t2", "a"))).join();
		delete("t2");
		this.store.append(StoredSpans.spans("t3", 5)).join();
		new DuckDbVectorStore(this.engine).put("m", Map.of(passage, new float[] { 1, 2 }));
		List<Change> before = this.store.changes(LogPosition.START, 100);
		Path target = this.archive.resolve("one.duckdb");

		Backup backup = this.files.backup(target);

		this.store.append(StoredSpans.spans("t4", 5)).join();
		assertThat(backup.upTo()).isEqualTo(before.getLast().position());
		assertThat(backup.figures().spans()).isEqualTo(6);
		assertThat(backup.figures().traces()).isEqualTo(2);
		assertThat(target).hasSize(backup.figures().bytes());
		assertThat(names(this.archive)).containsExactlyInAnyOrder("one.duckdb", "one.duckdb.ack");
		this.engine.close();
		start(target);
		assertThat(this.store.changes(LogPosition.START, 100)).isEqualTo(before);
		assertThat(this.engine.health().shortfall()).isNull();
		assertThat(new DuckDbVectorStore(this.engine).find("m", List.of(passage)).get(passage)).containsExactly(1, 2);
		assertThat(this.store.append(StoredSpans.spans("t5", 1)).join().upTo().isAfter(backup.upTo())).isTrue();
	}

	@Test
	void backup_holdsWholeCommits_whileSpansAreStored() {
		AtomicBoolean stop = new AtomicBoolean();
		Thread sender = Thread.ofVirtual().start(() -> {
			for (int i = 0; !stop.get(); i++) {
				this.store.append(StoredSpans.spans("t" + i, 10)).join();
			}
		});
		try {
			this.store.append(StoredSpans.spans("first", 10)).join();
			List<Backup> backups = IntStream.range(0, 3)
				.mapToObj((i) -> this.files.backup(this.archive.resolve(i + ".duckdb")))
				.toList();
			stop.set(true);
			sender.join();
			this.engine.close();
			for (Backup backup : backups) {
				start(backup.file());
				assertThat(this.engine.figures().spanRows()).isEqualTo(backup.figures().spans());
				assertThat(backup.figures().spans()).isEqualTo(10 * backup.figures().traces()).isPositive();
				assertThat(this.store.head()).isEqualTo(backup.upTo());
				this.engine.close();
			}
		}
		catch (InterruptedException interrupted) {
			throw new IllegalStateException(interrupted);
		}
		finally {
			stop.set(true);
		}
	}

	@Test
	void backup_neverOverwrites_andWritesNowhereElse() throws IOException {
		Path there = Files.writeString(this.archive.resolve("there.duckdb"), "mine");
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> this.files.backup(there))
			.withMessageContaining(there.toString());
		assertThat(there).hasContent("mine");
		assertThatExceptionOfType(TraceProblem.class)
			.isThrownBy(() -> this.files.backup(this.folder.resolve("elsewhere.duckdb")));
		assertThat(names(this.folder)).doesNotContain("elsewhere.duckdb", "elsewhere.duckdb.part");
	}

	@Test
	void backup_thatLostItsEnd_isReportedWhenItIsOpened() throws IOException {
		this.store.append(StoredSpans.spans("t1", 5)).join();
		Path target = this.archive.resolve("one.duckdb");
		this.files.backup(target);
		this.store.append(StoredSpans.spans("t2", 5)).join();
		Path later = this.archive.resolve("two.duckdb");
		this.files.backup(later);
		this.engine.close();
		Files.copy(sibling(later, ".ack"), sibling(target, ".ack"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
		start(target);
		assertThat(this.engine.health().shortfall()).isEqualTo(new StoreHealth.Shortfall(10, 5));
	}

	@Test
	void purge_leavesNothingOfDeletedText_andEverythingElse() throws IOException {
		String canary = "canary" + "-a-text-that-nobody-else-says-".repeat(300);
		this.store.append(StoredSpans.spans("before", 50)).join();
		this.store.append(List.of(named("secret", "one", canary), named("kept", "one", "kept text"))).join();
		this.engine.checkpoint();
		this.store.append(List.of(named("secret", "two", canary + "again"))).join();
		this.store.append(StoredSpans.spans("after", 50)).join();
		PassageId passage = PassageId.of("passage");
		new DuckDbVectorStore(this.engine).put("m", Map.of(passage, new float[] { 1, 2 }));
		assertThat(this.files.unpurged()).isEmpty();
		LogPosition deleted = delete("secret");
		this.engine.checkpoint();
		List<Change> spans = appended();
		assertThat(filesWith("canary-a-text")).isNotEmpty();
		assertThat(this.files.unpurged()).hasValueSatisfying((found) -> assertThat(found.first()).isEqualTo(deleted));

		this.files.purge(LogPosition.START);

		assertThat(filesWith("canary-a-text")).isEmpty();
		assertThat(this.files.unpurged()).as("what the index may still have").isPresent();
		this.files.purge(deleted);
		assertThat(this.files.unpurged()).isEmpty();
		assertThat(appended()).isEqualTo(spans);
		assertThat(this.store.changes(LogPosition.START, 1000))
			.contains(new Change.Deleted(deleted, new TraceId("secret")));
		assertThat(new DuckDbVectorStore(this.engine).find("m", List.of(passage)).get(passage)).containsExactly(1, 2);
		assertThat(this.store.append(StoredSpans.spans("after", 51)).join().newSpans())
			.containsEntry(new TraceId("after"), 1);
		this.engine.close();
		start(this.file);
		assertThat(appended()).hasSize(102);
		assertThat(this.engine.health().shortfall()).isNull();
		assertThat(names(Objects.requireNonNull(this.file.getParent()))).allMatch((name) -> !name.contains("purge"));
	}

	@Test
	void unpurged_tellsTheFirstDeletion_thatNoPurgeHasReached() {
		this.store.append(List.of(named("a", "one", "text"), named("b", "one", "text"))).join();
		LogPosition first = delete("a");
		LogPosition second = delete("b");
		assertThat(this.files.unpurged()).map(StoreFiles.Unpurged::first).hasValue(first);

		this.files.purge(first);

		assertThat(this.files.unpurged()).map(StoreFiles.Unpurged::first).hasValue(second);
	}

	@Test
	void purge_forgetsDeletions_thatTheIndexKnows_butNeverTheLastNumber() {
		this.store.append(Stream.of("t1", "t2", "t3").map((id) -> StoredSpans.span(id, "a")).toList()).join();
		delete("t1");
		LogPosition second = delete("t2");
		LogPosition third = delete("t3");
		this.files.purge(second);
		assertThat(this.store.changes(LogPosition.START, 10)).extracting(Change::position).containsExactly(third);
		this.files.purge(third);
		this.engine.close();
		start(this.file);
		assertThat(this.store.head()).isEqualTo(third);
	}

	@Test
	void purge_losesNothing_thatIsStoredAndDeletedMeanwhile() throws Exception {
		AtomicBoolean stop = new AtomicBoolean();
		List<String> sent = new java.util.concurrent.CopyOnWriteArrayList<>();
		Thread sender = Thread.ofPlatform().start(() -> {
			for (int i = 0; !stop.get(); i++) {
				this.store.append(StoredSpans.spans("kept" + i, 3)).join();
				this.store.append(StoredSpans.spans("gone" + i, 3)).join();
				delete("gone" + i);
				sent.add("kept" + i);
			}
		});
		try {
			for (int purge = 0; purge < 3; purge++) {
				int before = sent.size();
				org.awaitility.Awaitility.await().until(() -> sent.size() > before + 5);
				this.files.purge(LogPosition.START);
			}
		}
		finally {
			stop.set(true);
			sender.join();
		}
		this.engine.close();
		start(this.file);
		assertThat(appended().stream().map((each) -> each.traceId().value()).distinct())
			.containsExactlyElementsOf(sent);
		assertThat(appended()).hasSize(3 * sent.size());
		assertThat(this.engine.health().shortfall()).isNull();
	}

	@Test
	void room_isUsedAgain_afterOldTracesWereRemoved() {
		load(0);
		load(1);
		this.files.reclaim();
		long before = this.engine.figures().bytesOnDisk();
		for (int round = 2; round < 6; round++) {
			removeRound(round - 2);
			this.files.reclaim();
			load(round);
			this.files.reclaim();
		}
		assertThat(this.engine.figures().spanRows()).isEqualTo(2L * 130_000);
		assertThat(this.engine.figures().bytesOnDisk()).isLessThan(2 * before);
	}

	private void load(int round) {
		for (int part = 0; part < 13; part++) {
			int first = part * 1000;
			this.store.append(IntStream.range(0, 10_000)
				.mapToObj((i) -> receivedAt(round,
						StoredSpans.span("t" + round + "-" + (first + i / 10), "s" + i,
								"work " + Integer.toHexString((first + i) * 0x9E3779B9))))
				.toList()).join();
		}
	}

	private void removeRound(int round) {
		OldTraces old = this.store.oldest(LogPosition.START, 1_000_000,
				ReceiptBound.before(StoredSpans.RECEIVED + round + 1L));
		old.parts(1000).forEach((part) -> this.store.remove(part).join());
	}

	private static ReceivedSpan receivedAt(int round, ReceivedSpan span) {
		return new ReceivedSpan(span.span(), null, StoredSpans.RECEIVED + round);
	}

	private void start(Path database) {
		this.engine = DuckDbEngine.open(new DuckDbProperties(database.toString(), TestStores.SETTINGS),
				new ArchiveFolders(this.archive, this.archive, this.archive), new SimpleMeterRegistry());
		this.store = new DuckDbTraceStore(this.engine);
		this.files = new DuckDbStoreFiles(this.engine);
	}

	private List<Change> appended() {
		return this.store.changes(LogPosition.START, 1_000_000)
			.stream()
			.filter(Change.Appended.class::isInstance)
			.toList();
	}

	private LogPosition delete(String trace) {
		return this.store.delete(new TraceLocation(new TraceId(trace), SpanLocations.NONE), LogPosition.START).join();
	}

	private static ReceivedSpan named(String trace, String span, String text) {
		ReceivedSpan small = StoredSpans.span(trace, span, text);
		return new ReceivedSpan(small.span().toBuilder().attributes(Attributes.of("text", text)).build(), null,
				small.receivedEpochNanos());
	}

	private List<Path> filesWith(String text) throws IOException {
		try (Stream<Path> all = Files.walk(this.file.getParent())) {
			return all.filter(Files::isRegularFile).filter((path) -> holds(path, text)).toList();
		}
	}

	private static boolean holds(Path path, String text) {
		try {
			return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).contains(text);
		}
		catch (IOException failure) {
			throw new java.io.UncheckedIOException(failure);
		}
	}

	private static List<String> names(Path folder) {
		try (Stream<Path> all = Files.list(folder)) {
			return all.map((path) -> path.getFileName().toString()).toList();
		}
		catch (IOException failure) {
			throw new java.io.UncheckedIOException(failure);
		}
	}

	private static Path sibling(Path file, String suffix) {
		return file.resolveSibling(file.getFileName() + suffix);
	}

}
