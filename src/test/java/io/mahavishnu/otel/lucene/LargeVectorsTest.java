package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.index.SampleTrace;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.lucene.LuceneProperties.VectorEncoding;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.VectorStore;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Vectors of more dimensions than Lucene allows by itself. */
class LargeVectorsTest {

	private static final int COUNT = 300;

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({ "2048, FLOAT32", "2048, QUANTIZED", VectorStore.DIMENSION_MAX + ", FLOAT32",
			VectorStore.DIMENSION_MAX + ", QUANTIZED" })
	void nearest_findsEveryVector_alsoAfterARestart(int dimension, VectorEncoding encoding) {
		float[][] vectors = new VectorSource(dimension, COUNT, 1, 7).take(COUNT);
		try (LuceneTraceIndex index = open(encoding)) {
			put(index, vectors, 0, COUNT / 2);
			put(index, vectors, COUNT / 2, COUNT);
			index.commit(new LogPosition(1));
			assertFindsAll(index, vectors);
		}
		try (LuceneTraceIndex index = open(encoding)) {
			index.removeTraces(List.of(new TraceId("t0")));
			index.purge();
			assertFindsAll(index, vectors);
		}
	}

	@Test
	void format_readsAndMerges_whatLucenesOwnWrote() throws IOException {
		float[][] vectors = new VectorSource(96, COUNT, 1, 7).take(COUNT);
		try (Directory directory = new ByteBuffersDirectory()) {
			try (IndexWriter before = new IndexWriter(directory, new IndexWriterConfig(new KeywordAnalyzer()))) {
				add(before, vectors, 0, COUNT / 2);
			}
			try (IndexWriter writer = new IndexWriter(directory, IndexConfigurations.passages(TestSettings.index(0)))) {
				add(writer, vectors, COUNT / 2, COUNT);
				writer.forceMerge(1);
				writer.commit();
			}
			try (DirectoryReader reader = DirectoryReader.open(directory)) {
				LeafReader merged = reader.leaves().getFirst().reader();
				FloatVectorValues values = merged.getFloatVectorValues(PassageDocuments.vectorOf("m"));
				assertThat(values.size()).isEqualTo(COUNT);
				for (int i = 0; i < COUNT; i++) {
					String text = merged.storedFields().document(values.ordToDoc(i)).get(PassageDocuments.TEXT);
					int number = Integer.parseInt(text.substring("passage ".length()));
					assertThat(values.vectorValue(i)).containsExactly(vectors[number]);
				}
			}
		}
	}

	private LuceneTraceIndex open(VectorEncoding encoding) {
		return LuceneTraceIndex.open(TestSettings.in(this.folder, encoding));
	}

	private static void put(LuceneTraceIndex index, float[][] vectors, int from, int to) {
		index.putPassages(IntStream.range(from, to)
			.mapToObj((i) -> IndexedPassage.of(Passage.of("passage " + i), "", vectors[i]))
			.toList());
		index.putTraces(IntStream.range(from, to)
			.mapToObj((i) -> SampleTrace.trace("t" + i).says("passage " + i).build())
			.toList());
		index.refresh();
	}

	private static void assertFindsAll(LuceneTraceIndex index, float[][] vectors) {
		try (IndexSnapshot snapshot = index.snapshot()) {
			for (int i = 1; i < COUNT; i++) {
				List<SemanticHit> hits = snapshot.nearest(vectors[i], TraceFilter.ALL, -1, Grouping.NONE, 1);
				assertThat(hits).extracting((hit) -> hit.key().id()).containsExactly(new TraceId("t" + i));
			}
		}
	}

	private static void add(IndexWriter writer, float[][] vectors, int from, int to) throws IOException {
		for (int i = from; i < to; i++) {
			writer
				.addDocument(PassageDocuments.document(IndexedPassage.of(Passage.of("passage " + i), "m", vectors[i])));
		}
		writer.commit();
	}

}
