package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;

/** Finds traces by id. */
final class TraceLookup {

	private final IndexSearcher traces;

	TraceLookup(IndexSearcher traces) {
		this.traces = traces;
	}

	/** Where the spans of some traces lie; those that are not held are absent. */
	Map<TraceId, SpanLocations> locations(Collection<TraceId> ids) throws IOException {
		BinaryColumn locations = new BinaryColumn(this.traces, TraceDocuments.LOCATIONS);
		Map<TraceId, SpanLocations> found = new HashMap<>();
		for (Map.Entry<Integer, TraceId> each : documents(ids).entrySet()) {
			found.put(each.getValue(), LocationCodec.decode(locations.get(each.getKey())));
		}
		return found;
	}

	/** What is known of some traces; those that are not held are absent. */
	Map<TraceId, TraceKey> keys(Collection<TraceId> ids) throws IOException {
		Map<TraceId, TraceKey> found = new HashMap<>();
		keys(this.traces, documents(ids).keySet()).values().forEach((key) -> found.put(key.id(), key));
		return found;
	}

	/**
	 * What is known of the traces of some documents.
	 * @param documents their numbers in the searcher, in rising order
	 */
	static Map<Integer, TraceKey> keys(IndexSearcher traces, Collection<Integer> documents) throws IOException {
		Map<Integer, TraceColumns> open = new HashMap<>();
		Map<Integer, TraceKey> keys = new HashMap<>();
		for (int document : documents) {
			int at = ReaderUtil.subIndex(document, traces.getLeafContexts());
			LeafReaderContext leaf = traces.getLeafContexts().get(at);
			TraceColumns columns = open.get(at);
			if (columns == null) {
				columns = new TraceColumns(leaf);
				open.put(at, columns);
			}
			keys.put(document, columns.key(document - leaf.docBase).get());
		}
		return keys;
	}

	/** The shapes of some traces; those that are not held are absent. */
	Map<TraceId, ShapeId> shapes(Collection<TraceId> ids) throws IOException {
		Map<TraceId, ShapeId> shapes = new HashMap<>();
		keys(ids).forEach((id, key) -> shapes.put(id, key.shape()));
		return shapes;
	}

	/**
	 * The documents of those of some traces that are held, in rising order. Of a block
	 * the last one is the trace.
	 */
	SortedMap<Integer, TraceId> documents(Collection<TraceId> ids) throws IOException {
		TermLookup lookup = new TermLookup(this.traces, TraceDocuments.TRACE);
		SortedMap<Integer, TraceId> documents = new TreeMap<>();
		for (TraceId id : ids) {
			int document = lookup.lastOfBlock(new BytesRef(id.value()));
			if (document != TermLookup.NONE) {
				documents.put(document, id);
			}
		}
		return documents;
	}

}
