package io.mahavishnu.otel.store;

import java.util.List;
import java.util.stream.LongStream;

import io.mahavishnu.otel.store.SpanLocations.Range;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpanLocationsTest {

	@Test
	void neighbours_becomeOneRange_inAnyOrder() {
		assertThat(SpanLocations.of(positions(3, 1, 2, 9)).ranges()).containsExactly(range(1, 3), range(9, 9));
	}

	@Test
	void overlappingRanges_areJoined() {
		SpanLocations one = new SpanLocations(List.of(range(1, 10)));
		assertThat(one.and(new SpanLocations(List.of(range(4, 6), range(8, 12)))).ranges())
			.containsExactly(range(1, 12));
	}

	@Test
	void moreThanSixteenRanges_joinTheClosest() {
		List<LogPosition> far = LongStream.rangeClosed(1, 16).mapToObj((i) -> new LogPosition(i * 1000)).toList();
		SpanLocations locations = SpanLocations.of(far).and(SpanLocations.of(new LogPosition(5_010)));
		assertThat(locations.ranges()).hasSize(SpanLocations.RANGES_MAX).contains(range(5_000, 5_010));
	}

	@Test
	void everyPosition_staysInside() {
		List<LogPosition> positions = LongStream.range(0, 500).mapToObj((i) -> new LogPosition(i * i)).toList();
		List<Range> ranges = SpanLocations.of(positions).ranges();
		assertThat(ranges).hasSize(SpanLocations.RANGES_MAX);
		assertThat(positions).allMatch((position) -> ranges.stream()
			.anyMatch((range) -> !range.first().isAfter(position) && !position.isAfter(range.last())));
	}

	private static List<LogPosition> positions(long... values) {
		return LongStream.of(values).mapToObj(LogPosition::new).toList();
	}

	private static Range range(long first, long last) {
		return new Range(new LogPosition(first), new LogPosition(last));
	}

}
