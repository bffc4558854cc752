package io.mahavishnu.otel.duckdb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FigureKeeperTest {

	private final DuckDbEngine engine = TestStores.inMemory();

	private final DuckDbTraceStore store = new DuckDbTraceStore(this.engine);

	@AfterEach
	void close() {
		this.engine.close();
	}

	@Test
	void keep_coversTheLog_exceptForItsEnd() {
		FigureKeeper keeper = keeper(10);
		this.store.append(StoredSpans.spans("a", 35)).join();
		TestStores.keepAll(keeper);
		assertThat(kept()).containsExactlyInAnyOrder(new Stretch(1, 10), new Stretch(11, 20), new Stretch(21, 30));
		this.store.append(StoredSpans.spans("b", 5)).join();
		TestStores.keepAll(keeper);
		assertThat(kept()).hasSize(4).contains(new Stretch(31, 40));
	}

	@Test
	void keep_waitsUntilNothingIsDeletedAnyMore_whereSomethingWas() {
		FigureKeeper keeper = keeper(10);
		this.store.append(StoredSpans.spans("a", 10)).join();
		this.store.append(StoredSpans.spans("b", 10)).join();
		TestStores.keepAll(keeper);
		this.store
			.delete(new TraceLocation(new TraceId("a"), SpanLocations.of(List.of(new LogPosition(3)))),
					new LogPosition(20))
			.join();

		assertThat(kept()).as("the other half is left").containsExactly(new Stretch(11, 20));
		assertThat(keeper.keepNext(() -> false)).isFalse();
		assertThat(keeper.keepNext(() -> false)).isTrue();
		assertThat(kept()).hasSize(2).contains(new Stretch(1, 10));
	}

	@Test
	void keep_takesNoFigures_thatWereReadBeforeADeletion() {
		this.store.append(StoredSpans.spans("a", 10)).join();
		this.store.append(StoredSpans.spans("b", 10)).join();
		Stretch all = new Stretch(1, 20);
		DeletedNumbers deletions = this.engine.deletedNumbers();
		Map<GroupFigures.Group, GroupFigures> groups = this.engine
			.read((session) -> FigureTables.readServices(session, all));
		delete("a");

		this.engine.writeAndWait(new WriteRequest.KeepFigures(all, groups, deletions, new CompletableFuture<>()));

		assertThat(kept()).isEmpty();
		assertThat(this.store.services().getFirst().spans().spanCount()).isEqualTo(10);
	}

	@Test
	void keep_takesNoFigures_thatWereReadBeforeTheDatabaseWasOpenedAnew() {
		this.store.append(StoredSpans.spans("a", 10)).join();
		Stretch all = new Stretch(1, 10);
		this.engine.writeAndWait(new WriteRequest.KeepFigures(all,
				this.engine.read((session) -> FigureTables.readServices(session, all)), new DeletedNumbers(),
				new CompletableFuture<>()));
		assertThat(kept()).isEmpty();
	}

	@Test
	void aStretch_waitsForTheQuietTime_afterADeletion() {
		FigureKeeper keeper = new FigureKeeper(this.engine, 10, Duration.ofHours(1));
		this.store.append(StoredSpans.spans("a", 5)).join();
		this.store.append(StoredSpans.spans("b", 5)).join();
		TestStores.keepAll(keeper);
		delete("a");
		TestStores.keepAll(keeper);
		TestStores.keepAll(keeper);
		assertThat(kept()).isEmpty();
		assertThat(this.store.services().getFirst().spans().spanCount()).isEqualTo(5);
	}

	@Test
	void keep_keepsAStretchOnce() {
		this.store.append(StoredSpans.spans("a", 10)).join();
		Stretch all = new Stretch(1, 10);
		for (int time = 0; time < 2; time++) {
			this.engine.writeAndWait(new WriteRequest.KeepFigures(all,
					this.engine.read((session) -> FigureTables.readServices(session, all)),
					this.engine.deletedNumbers(), new CompletableFuture<>()));
		}
		assertThat(this.store.services().getFirst().spans().spanCount()).isEqualTo(10);
	}

	@Test
	void keep_leavesStretchesAlone_inWhichNothingWasDeleted_howeverFarApartATracesSpansLie() {
		FigureKeeper keeper = keeper(10);
		this.store.append(StoredSpans.spans("a", 1)).join();
		this.store.append(StoredSpans.spans("b", 29)).join();
		this.store.append(List.of(StoredSpans.span("a", "late"))).join();
		this.store.append(StoredSpans.spans("c", 9)).join();
		TestStores.keepAll(keeper);
		assertThat(kept()).hasSize(4);
		delete("a");
		assertThat(kept()).containsExactlyInAnyOrder(new Stretch(11, 20), new Stretch(21, 30));
	}

	private FigureKeeper keeper(int stretchSpans) {
		return new FigureKeeper(this.engine, stretchSpans, Duration.ZERO);
	}

	private List<Stretch> kept() {
		return this.engine.read(FigureTables::stretches);
	}

	private void delete(String trace) {
		this.store.delete(new TraceLocation(new TraceId(trace), SpanLocations.NONE), LogPosition.START).join();
	}

}
