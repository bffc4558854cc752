package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mahavishnu.otel.index.IndexFigures;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.Bits;

/**
 * Counts traces, spans and systems segment by segment; a segment that did not change
 * since is not counted again. Thread-safe.
 */
final class Figures {

	private final Cache<IndexReader.CacheKey, OfSegment> counted = Caffeine.newBuilder().weakKeys().build();

	private record OfSegment(long traces, long spans, Map<String, Long> tracesBySystem) {

	}

	IndexFigures of(View view, long bytesOnDisk) throws IOException {
		long traces = 0;
		long spans = 0;
		Map<String, Long> bySystem = new HashMap<>();
		for (LeafReaderContext leaf : view.traces().getLeafContexts()) {
			OfSegment segment = ofSegment(leaf.reader());
			traces += segment.traces();
			spans += segment.spans();
			segment.tracesBySystem().forEach((system, count) -> bySystem.merge(system, count, Long::sum));
		}
		return new IndexFigures(traces, spans, view.shapes().getIndexReader().numDocs(),
				view.passages().getIndexReader().numDocs(),
				view.passages().count(PassageDocuments.embeddedBy(view.model())), bySystem, bytesOnDisk,
				(bytesOnDisk > 0) ? view.bytes() : 0);
	}

	private OfSegment ofSegment(LeafReader segment) throws IOException {
		try {
			return this.counted.get(segment.getReaderCacheHelper().getKey(), (key) -> count(segment));
		}
		catch (UncheckedIOException failure) {
			throw failure.getCause();
		}
	}

	private static OfSegment count(LeafReader segment) {
		try {
			NumericDocValues spanCounts = DocValues.getNumeric(segment, TraceDocuments.SPANS);
			SortedDocValues systems = DocValues.getSorted(segment, TraceDocuments.SYSTEM);
			Bits live = segment.getLiveDocs();
			long traces = 0;
			long spans = 0;
			long[] bySystem = new long[systems.getValueCount()];
			for (int doc = spanCounts.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = spanCounts.nextDoc()) {
				if ((live == null || live.get(doc)) && systems.advanceExact(doc)) {
					traces++;
					spans += spanCounts.longValue();
					bySystem[systems.ordValue()]++;
				}
			}
			Map<String, Long> named = new HashMap<>();
			for (int ordinal = 0; ordinal < bySystem.length; ordinal++) {
				if (bySystem[ordinal] > 0) {
					named.put(systems.lookupOrd(ordinal).utf8ToString(), bySystem[ordinal]);
				}
			}
			return new OfSegment(traces, spans, named);
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

}
