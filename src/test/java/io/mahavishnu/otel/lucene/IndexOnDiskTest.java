package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.mahavishnu.otel.embed.ModelUsage;
import io.mahavishnu.otel.embed.Pooling;
import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.IndexModel;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.index.SampleTrace;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.index.IndexWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static io.mahavishnu.otel.index.SampleTrace.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What becomes of the index over restarts and damage. */
class IndexOnDiskTest {

	@TempDir
	Path folder;

	private LuceneTraceIndex open() {
		return LuceneTraceIndex.open(TestSettings.in(this.folder));
	}

	@Test
	@Timeout(10)
	void aClosedIndex_refusesToBeRead() {
		LuceneTraceIndex index = open();
		index.close();
		for (ThrowingCallable read : List.<ThrowingCallable>of(index::figures, index::snapshot)) {
			assertThatExceptionOfType(TraceProblem.class).isThrownBy(read)
				.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.STORE_UNAVAILABLE));
		}
	}

	private Path files() {
		return this.folder.resolve("traces.index");
	}

	private static void put(LuceneTraceIndex index, SampleTrace... traces) {
		index.putTraces(Stream.of(traces).map(SampleTrace::build).toList());
		index.refresh();
	}

	private static void putPassage(LuceneTraceIndex index, String text) {
		index.putPassages(List.of(IndexedPassage.of(Passage.of(text), "", new float[] { 1, 0 })));
	}

	private static long count(LuceneTraceIndex index) {
		try (IndexSnapshot snapshot = index.snapshot()) {
			return snapshot.count(TraceFilter.ALL);
		}
	}

	@Test
	void open_resumesAtTheLastCommit() {
		try (LuceneTraceIndex index = open()) {
			putPassage(index, "p");
			put(index, trace("a").says("p").at(SpanLocations.of(new LogPosition(9))));
			index.commit(new LogPosition(7));
			putPassage(index, "q");
			put(index, trace("b").says("q"));
			assertThat(index.figures().bytesOnDisk()).isPositive();
		}
		try (LuceneTraceIndex index = open()) {
			assertThat(index.watermark()).isEqualTo(new LogPosition(7));
			assertThat(index.furthest()).isEqualTo(new LogPosition(9));
			assertThat(count(index)).isEqualTo(1);
			assertThat(index.missing(List.of(PassageId.of("p"), PassageId.of("q")))).containsExactly(PassageId.of("q"));
			try (IndexSnapshot snapshot = index.snapshot()) {
				assertThat(snapshot.nearest(new float[] { 1, 0 }, TraceFilter.ALL, -1, Grouping.NONE, 10)).hasSize(1);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0B", "16MB" })
	void open_afterAKill_seesNothingThatWasNotCommitted(DataSize smallSegmentsSize) throws IOException {
		Path copy = this.folder.resolve("copy");
		try (LuceneTraceIndex index = LuceneTraceIndex.open(TestSettings.in(this.folder, smallSegmentsSize))) {
			putPassage(index, "p");
			put(index, trace("a").says("p"));
			index.commit(new LogPosition(7));
			int committed = filesUnder(files().resolve("traces")).size();
			put(index, trace("b"));
			assertThat(filesUnder(files().resolve("traces")).size() > committed)
				.isEqualTo(smallSegmentsSize.toBytes() == 0);
			copy(files(), Files.createDirectories(copy).resolve("traces.index"));
		}
		try (LuceneTraceIndex index = LuceneTraceIndex.open(TestSettings.in(copy))) {
			assertThat(index.watermark()).isEqualTo(new LogPosition(7));
			assertThat(count(index)).isEqualTo(1);
		}
	}

	@Test
	void removeOrphans_findsAfterARestart_whatWasSuspectedBefore() {
		try (LuceneTraceIndex index = open()) {
			putPassage(index, "p");
			putPassage(index, "q");
			putPassage(index, "never said");
			put(index, trace("a").says("p"));
			put(index, trace("a").says("q"));
			index.commit(new LogPosition(1));
		}
		try (LuceneTraceIndex index = open()) {
			assertThat(index.removeOrphans()).containsExactlyInAnyOrder(PassageId.of("p"), PassageId.of("never said"));
			assertThat(index.figures().shapes()).isEqualTo(1);
			assertThat(index.removeOrphans()).isEmpty();
		}
	}

	@Test
	void useModel_isRemembered_onceItIsCommitted() {
		IndexModel one = new IndexModel("one", "first", new ModelUsage(Pooling.CLS, "query: ", "passage: "));
		try (LuceneTraceIndex index = open()) {
			assertThat(index.model()).isEqualTo(IndexModel.NONE);
			index.useModel(one);
			index.commit(new LogPosition(7));
			index.useModel(new IndexModel("other", "second", null));
		}
		try (LuceneTraceIndex index = open()) {
			assertThat(index.model()).isEqualTo(one);
			try (IndexSnapshot snapshot = index.snapshot()) {
				assertThat(snapshot.model()).isEqualTo("one");
			}
		}
	}

	@Test
	void open_takesAnIndex_thatDoesNotSayHowItsModelWasUsed() throws IOException {
		try (LuceneTraceIndex index = open()) {
			putPassage(index, "p");
			put(index, trace("a").says("p"));
			index.commit(new LogPosition(1));
		}
		try (Writers writers = new IndexLocation(files(), TestSettings.index(0)).open()) {
			for (IndexWriter writer : writers.inOrder()) {
				writer.setLiveCommitData(
						Map.of("format", Writers.FORMAT, "watermark", "1", "model", "one", "model-source", "first")
							.entrySet());
				writer.commit();
			}
		}
		try (LuceneTraceIndex index = open()) {
			assertThat(index.model()).isEqualTo(new IndexModel("one", "first", null));
			assertThat(count(index)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "segments_", ".cfs", ".si", ".dvd", ".vec" })
	void open_startsAnew_whenAFileIsCutShort(String name) throws IOException {
		fill();
		for (Path file : filesNamed(name)) {
			byte[] bytes = Files.readAllBytes(file);
			Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
		}
		assertStartsAnew();
	}

	@Test
	void open_startsAnew_whenAPartIsMissing() throws IOException {
		fill();
		for (Path file : filesUnder(files().resolve("shapes"))) {
			Files.delete(file);
		}
		assertStartsAnew();
	}

	@Test
	void open_startsAnew_whenSomethingElseLiesThere() throws IOException {
		Files.createDirectories(files().resolve("traces"));
		Files.writeString(files().resolve("traces").resolve("segments_1"), "not an index");
		assertStartsAnew();
	}

	@Test
	void open_fails_whileAnotherHasItOpen() {
		try (LuceneTraceIndex index = open()) {
			put(index, trace("a"));
			assertThatIllegalStateException().isThrownBy(this::open).withMessageContaining("in use");
			assertThat(count(index)).isEqualTo(1);
		}
	}

	@Test
	void recover_startsAnew_whenTheFilesWereTakenAway() throws IOException {
		try (LuceneTraceIndex index = open()) {
			breakIndex(index, this.folder.resolve("away"));
			assertThat(count(index)).isEqualTo(1);
			AtomicLong visibleAtLoss = new AtomicLong();
			index.recover(() -> visibleAtLoss.set(count(index)));
			assertThat(visibleAtLoss).hasValue(1);
			assertThat(index.isBroken()).isFalse();
			assertThat(index.watermark()).isEqualTo(LogPosition.START);
			assertThat(count(index)).isZero();
			put(index, trace("b"));
			index.commit(new LogPosition(2));
		}
		try (LuceneTraceIndex index = open()) {
			assertThat(index.locate(List.of(new TraceId("b")))).hasSize(1);
		}
	}

	@Test
	void recover_goesOnFromTheLastCommit_whenTheFilesAreBack() throws IOException {
		try (LuceneTraceIndex index = open()) {
			Path away = this.folder.resolve("away");
			breakIndex(index, away);
			Files.move(away, files());
			index.recover(() -> {
			});
			assertThat(index.isBroken()).isFalse();
			assertThat(index.watermark()).isEqualTo(new LogPosition(1));
			assertThat(index.locate(List.of(new TraceId("a"), new TraceId("b")))).containsOnlyKeys(new TraceId("a"));
		}
	}

	/** Writes one trace, and another one that meets no files. */
	private void breakIndex(LuceneTraceIndex index, Path away) throws IOException {
		put(index, trace("a"));
		index.commit(new LogPosition(1));
		assertThat(index.isBroken()).isFalse();
		Files.move(files(), away);
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> {
			put(index, trace("b"));
			index.commit(new LogPosition(2));
		}).satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.STORE_UNAVAILABLE));
		assertThat(index.isBroken()).isTrue();
	}

	@Test
	void close_isHarmless_whenCalledTwice() {
		LuceneTraceIndex index = open();
		index.close();
		index.close();
		assertThat(this.folder).isDirectoryContaining((path) -> path.equals(files()));
	}

	private void fill() {
		try (LuceneTraceIndex index = open()) {
			for (int i = 0; i < 300; i++) {
				putPassage(index, "p" + i);
				index.putTraces(List.of(trace("t" + i).says("p" + i).body("word " + i).build()));
			}
			index.commit(new LogPosition(7));
		}
	}

	private void assertStartsAnew() {
		try (LuceneTraceIndex index = open()) {
			assertThat(index.watermark()).isEqualTo(LogPosition.START);
			assertThat(count(index)).isZero();
			put(index, trace("a"));
			index.commit(new LogPosition(8));
			assertThat(index.locate(List.of(new TraceId("a")))).hasSize(1);
		}
		assertThat(this.folder.resolve("traces.index.unreadable-1")).isDirectory();
	}

	private List<Path> filesNamed(String part) throws IOException {
		List<Path> found = filesUnder(files()).stream()
			.filter((file) -> file.getFileName().toString().contains(part))
			.toList();
		// a small segment keeps its parts in one compound file
		return found.isEmpty() ? filesNamed(".cfs") : found;
	}

	private static List<Path> filesUnder(Path folder) throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			return all.filter(Files::isRegularFile).toList();
		}
	}

	private static void copy(Path from, Path to) throws IOException {
		for (Path file : filesUnder(from)) {
			Path target = to.resolve(from.relativize(file).toString());
			Files.createDirectories(Objects.requireNonNull(target.getParent()));
			Files.copy(file, target);
		}
	}

}
