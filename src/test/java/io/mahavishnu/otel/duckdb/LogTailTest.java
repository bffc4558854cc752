package io.mahavishnu.otel.duckdb;

import java.util.List;
import java.util.stream.IntStream;

import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.StoredSpans;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogTailTest {

	private static final LogPosition HEAD = new LogPosition(1000);

	private final List<SpanRow> rows = SpanRow.of(StoredSpans.spans("t1", 10));

	@Test
	void changes_areThoseAfterThePosition_asManyAsAsked() {
		LogTail tail = filled(Long.MAX_VALUE);

		assertThat(tail.changes(new LogPosition(4), HEAD, 3).orElseThrow()).extracting(Change::position)
			.containsExactly(new LogPosition(5), new LogPosition(6), new LogPosition(7));
	}

	@Test
	void changes_areGivenAgain_untilALaterPositionIsAskedFor() {
		LogTail tail = filled(Long.MAX_VALUE);

		assertThat(tail.changes(LogPosition.START, HEAD, 5)).isEqualTo(tail.changes(LogPosition.START, HEAD, 5));
		assertThat(tail.changes(new LogPosition(5), HEAD, 100).orElseThrow()).hasSize(5);
		assertThat(tail.changes(LogPosition.START, HEAD, 5)).isEmpty();
	}

	@Test
	void changes_endAtTheHead() {
		LogTail tail = filled(Long.MAX_VALUE);

		assertThat(tail.changes(LogPosition.START, new LogPosition(3), 100).orElseThrow()).hasSize(3);
	}

	@Test
	void all_areLetGo_whenTheyAreTooLarge_andNoMoreTakenWhileNobodyIsNear() {
		LogTail tail = filled(threeSpans());

		add(tail, 11, 1);

		assertThat(tail.changes(new LogPosition(9), HEAD, 100)).isEmpty();
		assertThat(tail.changes(new LogPosition(11), new LogPosition(11), 100).orElseThrow()).isEmpty();
	}

	@Test
	void spans_areTakenAgain_whenAReaderIsOneReadFromTheHead() {
		LogTail tail = filled(threeSpans());

		assertThat(tail.changes(new LogPosition(4), new LogPosition(10), 6)).isEmpty();
		add(tail, 11, 2);

		assertThat(tail.changes(new LogPosition(10), new LogPosition(12), 6).orElseThrow()).extracting(Change::position)
			.containsExactly(new LogPosition(11), new LogPosition(12));
	}

	@Test
	void spans_passBy_whileTheReaderIsFurtherFromTheHead() {
		LogTail tail = filled(threeSpans());

		assertThat(tail.changes(new LogPosition(4), new LogPosition(10), 5)).isEmpty();
		add(tail, 11, 2);

		assertThat(tail.changes(new LogPosition(10), new LogPosition(12), 5)).isEmpty();
	}

	@Test
	void restart_letsEverythingGo() {
		LogTail tail = filled(Long.MAX_VALUE);

		tail.restart(new LogPosition(11));

		assertThat(tail.changes(new LogPosition(10), HEAD, 100)).isEmpty();
		assertThat(tail.changes(new LogPosition(11), HEAD, 100).orElseThrow()).isEmpty();
	}

	private LogTail filled(long charactersMax) {
		LogTail tail = new LogTail(LogPosition.START, charactersMax);
		add(tail, 1, this.rows.size());
		return tail;
	}

	private void add(LogTail tail, int first, int count) {
		tail.add(IntStream.range(0, count)
			.mapToObj((i) -> new Change.Appended(new LogPosition(first + i), this.rows.get(i).received(),
					this.rows.get(i).characters()))
			.toList());
	}

	private long threeSpans() {
		return this.rows.stream().limit(3).mapToLong(SpanRow::characters).sum();
	}

}
