package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.index.SampleTrace;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What was deleted is in no segment after a purge. */
class PurgeTest {

	private static final int COUNT = 6_000;

	private static final int PORTION = 2_000;

	@TempDir
	private Path folder;

	@Test
	void purge_leavesNothing_ofWhatWasDeletedWhileItsSegmentWasMerged() throws IOException {
		float[][] vectors = new VectorSource(384, 100, 1, 7).take(COUNT);
		try (LuceneTraceIndex index = LuceneTraceIndex.open(TestSettings.in(this.folder))) {
			for (int from = 0; from < COUNT; from += PORTION) {
				put(index, vectors, from);
			}
			index.tidy();
			assertThat(index.isTidying()).isTrue();
			index.removeTraces(List.of(new TraceId("t0")));
			index.purge();

			assertThat(index.watermark()).isEqualTo(new LogPosition(COUNT));
		}
		try (FSDirectory passages = FSDirectory.open(this.folder.resolve("traces.index").resolve("passages"));
				DirectoryReader reader = DirectoryReader.open(passages)) {
			assertThat(reader.numDeletedDocs()).isZero();
			assertThat(reader.numDocs()).isEqualTo(COUNT - 1);
		}
	}

	private static void put(LuceneTraceIndex index, float[][] vectors, int from) {
		index.putPassages(IntStream.range(from, from + PORTION)
			.mapToObj((i) -> IndexedPassage.of(Passage.of("passage " + i), "", vectors[i]))
			.toList());
		index.putTraces(IntStream.range(from, from + PORTION)
			.mapToObj((i) -> SampleTrace.trace("t" + i).says("passage " + i).build())
			.toList());
		index.commit(new LogPosition(from + PORTION));
	}

}
