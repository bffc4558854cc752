package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Vectors that lie in every direction alike, the hardest case of a graph. */
class NearestPassagesTest {

	private static final int COUNT = 12_000;

	private static final int K_MAX = 256;

	private static final int QUERIES = 10;

	private static final int DELETED_EACH = 7;

	private static final int SEGMENTS = 3;

	private final VectorSource source = new VectorSource(96, COUNT, 1, 7);

	private final float[][] vectors = this.source.take(COUNT);

	private final Directory directory = new ByteBuffersDirectory();

	private DirectoryReader reader;

	/** Several segments, a part of each deleted. */
	@BeforeEach
	void makeIndex() throws IOException {
		try (IndexWriter writer = new IndexWriter(this.directory,
				IndexConfigurations.passages(TestSettings.index(0)))) {
			for (int i = 0; i < COUNT; i++) {
				writer.addDocument(PassageDocuments.document(IndexedPassage.of(passage(i), "m", this.vectors[i])));
				if (i % (COUNT / SEGMENTS) == 0) {
					writer.flush();
				}
			}
			for (int i = 0; i < COUNT; i += DELETED_EACH) {
				writer.deleteDocuments(PassageDocuments.key(passage(i).id()));
			}
			writer.commit();
		}
		this.reader = DirectoryReader.open(this.directory);
		assertThat(this.reader.leaves()).hasSizeGreaterThan(1);
		assertThat(this.reader.numDocs()).isGreaterThan(NearestPassages.SCAN_MAX);
	}

	@AfterEach
	void close() throws IOException {
		this.reader.close();
		this.directory.close();
	}

	@Test
	void next_givesExactlyTheNearest_whenAllAreCompared() throws IOException {
		for (float[] query : this.source.take(QUERIES)) {
			assertThat(drain(query, COUNT)).containsExactlyInAnyOrderElementsOf(nearest(query));
		}
	}

	@Test
	void next_missesSome_whenTheGraphAloneIsAsked() throws IOException {
		int missed = 0;
		for (float[] query : this.source.take(QUERIES)) {
			List<PassageId> exact = new ArrayList<>(nearest(query));
			exact.removeAll(drain(query, 0));
			missed += exact.size();
		}
		assertThat(missed).isPositive();
	}

	private List<PassageId> drain(float[] query, int comparedMax) throws IOException {
		IndexSearcher searcher = new IndexSearcher(this.reader);
		NearestPassages passages = new NearestPassages(searcher, new Cosines(searcher, new PassageTables(), "m", query),
				"m", query, new NearestPassages.Depth(0, K_MAX, comparedMax));
		List<PassageId> given = new ArrayList<>();
		while (passages.nextSimilarity() > Float.NEGATIVE_INFINITY) {
			given.add(passages.next());
		}
		return given;
	}

	private List<PassageId> nearest(float[] query) {
		return IntStream.range(0, COUNT)
			.filter((i) -> i % DELETED_EACH != 0)
			.boxed()
			.sorted(Comparator.comparing((Integer i) -> -VectorUtil.dotProduct(query, this.vectors[i])))
			.limit(K_MAX)
			.map((i) -> passage(i).id())
			.toList();
	}

	private static Passage passage(int i) {
		return Passage.of("passage " + i);
	}

}
