package io.mahavishnu.otel.lucene;

import java.util.List;
import java.util.stream.IntStream;

import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.SampleTrace;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShapeSizesTest {

	@Test
	void size_followsWhatIsDeleted_whenAShapeHasManyTraces() {
		try (LuceneTraceIndex index = LuceneTraceIndex.open(TestSettings.inMemory())) {
			index.putTraces(IntStream.range(0, 1_500)
				.mapToObj((i) -> SampleTrace.trace("t" + i).says("popular").build())
				.toList());
			index.putTraces(List.of(SampleTrace.trace("other").says("rare").build()));
			index.refresh();
			assertThat(sizes(index)).containsExactly(1_500L, 1L);
			index.removeTraces(List.of(new TraceId("t1"), new TraceId("t2")));
			assertThat(sizes(index)).containsExactly(1_498L, 1L);
			assertThat(sizes(index)).containsExactly(1_498L, 1L);
			index.removeTraces(List.of(new TraceId("t3"), new TraceId("other")));
			assertThat(sizes(index)).containsExactly(1_497L, 0L);
		}
	}

	private static List<Long> sizes(LuceneTraceIndex index) {
		try (IndexSnapshot snapshot = index.snapshot()) {
			return List.of(snapshot.shapeSize(SampleTrace.shape(List.of("popular"))),
					snapshot.shapeSize(SampleTrace.shape(List.of("rare"))));
		}
	}

}
