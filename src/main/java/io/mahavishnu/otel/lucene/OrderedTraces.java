package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.TraceOrder;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The first traces of a query in some order. Lucene passes over blocks of traces that
 * come too early or too late, since what they are ordered by is indexed as points, too.
 */
final class OrderedTraces {

	private static final SortField BY_ID = new SortField(TraceDocuments.ID, SortField.Type.STRING);

	private OrderedTraces() {
	}

	/**
	 * At most {@code limit} traces, in the order.
	 * @param after the trace behind which they begin, which the searcher holds; null to
	 * begin at the first
	 */
	static List<TraceKey> of(IndexSearcher traces, Query query, TraceOrder order, @Nullable TraceKey after, int limit)
			throws IOException {
		if (limit <= 0) {
			return List.of();
		}
		return switch (order) {
			case NEWEST_FIRST -> NewestTraces.of(traces, query, after, limit);
			case OLDEST_FIRST -> sorted(traces, query, after, limit, rising(TraceDocuments.START), BY_ID);
			case LONGEST_FIRST -> sorted(traces, query, after, limit, falling(TraceDocuments.DURATION),
					falling(TraceDocuments.START), BY_ID);
			case SHORTEST_FIRST -> sorted(traces, query, after, limit, rising(TraceDocuments.DURATION),
					falling(TraceDocuments.START), BY_ID);
		};
	}

	private static SortField rising(String field) {
		return withMissing(new SortField(field, SortField.Type.LONG), Long.MAX_VALUE);
	}

	private static SortField falling(String field) {
		return withMissing(new SortField(field, SortField.Type.LONG, true), Long.MIN_VALUE);
	}

	/** Spans have no value; a last one lets Lucene pass over them. */
	private static SortField withMissing(SortField field, long value) {
		field.setMissingValue(value);
		return field;
	}

	private static List<TraceKey> sorted(IndexSearcher traces, Query query, @Nullable TraceKey after, int limit,
			SortField... fields) throws IOException {
		FieldDoc place = (after != null) ? place(traces, after, fields) : null;
		ScoreDoc[] found = traces.searchAfter(place, query, limit, new Sort(fields)).scoreDocs;
		Map<Integer, TraceKey> keys = TraceLookup.keys(traces,
				Arrays.stream(found).map((each) -> each.doc).sorted().toList());
		return Arrays.stream(found).map((each) -> Objects.requireNonNull(keys.get(each.doc))).toList();
	}

	/** Where a trace stands in an order. */
	private static FieldDoc place(IndexSearcher traces, TraceKey trace, SortField... fields) throws IOException {
		int document = new TraceLookup(traces).documents(List.of(trace.id())).firstKey();
		LeafReaderContext leaf = traces.getLeafContexts().get(ReaderUtil.subIndex(document, traces.getLeafContexts()));
		Object[] values = new Object[fields.length];
		for (int i = 0; i < fields.length; i++) {
			values[i] = fields[i].equals(BY_ID) ? new BytesRef(trace.id().value())
					: number(leaf, Objects.requireNonNull(fields[i].getField()), document - leaf.docBase);
		}
		return new FieldDoc(document, Float.NaN, values);
	}

	private static long number(LeafReaderContext leaf, String field, int document) throws IOException {
		NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), field);
		if (!numbers.advanceExact(document)) {
			throw new IllegalStateException("document " + document + " has no " + field);
		}
		return numbers.longValue();
	}

}
