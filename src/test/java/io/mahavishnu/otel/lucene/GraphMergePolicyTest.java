package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.List;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class GraphMergePolicyTest {

	private static final int VECTORS_MAX = 1_000;

	private static final int SEGMENT = 60;

	private static final int SEGMENTS = 100;

	private static GraphMergePolicy policy(int vectorsMax) {
		GraphMergePolicy policy = new GraphMergePolicy((long) vectorsMax * GraphMergePolicy.NODE_BYTES);
		policy.setSegmentsPerTier(4).setForceMergeDeletesPctAllowed(0);
		return policy;
	}

	private static IndexWriter writer(Directory directory, MergePolicy policy) throws IOException {
		return new IndexWriter(directory,
				new IndexWriterConfig().setMergePolicy(policy).setMergeScheduler(new SerialMergeScheduler()));
	}

	private static void fill(IndexWriter writer) throws IOException {
		for (int i = 0; i < SEGMENT * SEGMENTS; i++) {
			Document document = new Document();
			document.add(new StringField("number", Integer.toString(i), Field.Store.NO));
			writer.addDocument(document);
			if ((i + 1) % SEGMENT == 0) {
				writer.commit();
			}
		}
	}

	private static void fillOneSegment(Directory directory) throws IOException {
		try (IndexWriter writer = writer(directory, new TieredMergePolicy())) {
			fill(writer);
			writer.forceMerge(1);
		}
	}

	private static List<Integer> sizes(IndexWriter writer) throws IOException {
		try (DirectoryReader reader = DirectoryReader.open(writer)) {
			return reader.leaves().stream().map((leaf) -> leaf.reader().maxDoc()).toList();
		}
	}

	@Test
	void merges_growNoLargerThanTheirGraphMayBe() throws IOException {
		try (Directory directory = new ByteBuffersDirectory();
				IndexWriter writer = writer(directory, policy(VECTORS_MAX))) {
			fill(writer);
			assertThat(sizes(writer)).hasSizeLessThan(SEGMENTS / 4)
				.allMatch((size) -> size <= VECTORS_MAX)
				.anyMatch((size) -> size > VECTORS_MAX / 2);
		}
	}

	@Test
	void theSetting_isSharedByTheMergesAtATime_ofPassages() {
		LuceneProperties.Index base = TestSettings.index(0);
		IndexWriterConfig passages = IndexConfigurations.passages(new LuceneProperties.Index(base.ramBufferSize(),
				DataSize.ofMegabytes(64), base.smallSegmentsSize(), base.snapshotTtl(), base.snapshotsMax(),
				base.vectorEncoding(), base.kMax(), base.comparedPassagesMax(), base.shapesPerPassageMax(),
				base.selectiveTracesMax(), base.contentMax()));
		int merges = ((ConcurrentMergeScheduler) passages.getMergeScheduler()).getMaxThreadCount();
		assertThat(merges).isPositive();
		assertThat(passages.getMergePolicy()).isInstanceOfSatisfying(GraphMergePolicy.class,
				(policy) -> assertThat(policy.getMaxMergedSegmentMB()).isEqualTo(64.0 / merges));
	}

	@Test
	void tidyingUp_leavesAsFewSegments_asTheirGraphsMayBe() throws IOException {
		try (Directory directory = new ByteBuffersDirectory();
				IndexWriter writer = writer(directory, policy(VECTORS_MAX))) {
			fill(writer);
			int before = sizes(writer).size();

			writer.forceMerge(1);

			assertThat(sizes(writer)).hasSizeLessThan(before)
				.hasSizeBetween(SEGMENT * SEGMENTS / VECTORS_MAX, SEGMENT * SEGMENTS / VECTORS_MAX + 2)
				.allMatch((size) -> size <= VECTORS_MAX);
		}
	}

	@Test
	void tidyingUp_leavesALargeSegmentAlone_whereTheOthersAreSmall() throws IOException {
		try (Directory directory = new ByteBuffersDirectory()) {
			fillOneSegment(directory);
			try (IndexWriter writer = writer(directory, policy(2 * SEGMENT * SEGMENTS))) {
				writer.addDocument(new Document());

				writer.forceMerge(1);

				assertThat(sizes(writer)).containsExactly(SEGMENT * SEGMENTS, 1);
			}
		}
	}

	@Test
	void aPurge_writesSegmentsAnew_thatAreTooLargeForAMerge() throws IOException {
		try (Directory directory = new ByteBuffersDirectory()) {
			fillOneSegment(directory);
			try (IndexWriter writer = writer(directory, policy(VECTORS_MAX))) {
				writer.deleteDocuments(new Term("number", "7"));
				writer.forceMergeDeletes();
				assertThat(sizes(writer)).containsExactly(SEGMENT * SEGMENTS - 1);
			}
		}
	}

}
