package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.TraceOrder;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/**
 * The first traces of a query in some order. Lucene passes over blocks of traces that
 * come too late, since what they are ordered by is indexed as points, too.
 */
final class OrderedTraces {

	private static final SortField BY_ID = new SortField(TraceDocuments.ID, SortField.Type.STRING);

	private OrderedTraces() {
	}

	/** At most {@code limit} traces, in the order. */
	static List<TraceKey> of(IndexSearcher traces, Query query, TraceOrder order, int limit) throws IOException {
		return switch (order) {
			case NEWEST_FIRST -> NewestTraces.of(traces, query, limit);
			case OLDEST_FIRST -> sorted(traces, query, limit, new Sort(rising(TraceDocuments.START), BY_ID));
			case LONGEST_FIRST -> sorted(traces, query, limit,
					new Sort(falling(TraceDocuments.DURATION), falling(TraceDocuments.START), BY_ID));
			case SHORTEST_FIRST -> sorted(traces, query, limit,
					new Sort(rising(TraceDocuments.DURATION), falling(TraceDocuments.START), BY_ID));
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

	private static List<TraceKey> sorted(IndexSearcher traces, Query query, int limit, Sort sort) throws IOException {
		if (limit <= 0) {
			return List.of();
		}
		ScoreDoc[] found = traces.search(query, limit, sort).scoreDocs;
		Map<Integer, TraceKey> keys = TraceLookup.keys(traces,
				Arrays.stream(found).map((each) -> each.doc).sorted().toList());
		return Arrays.stream(found).map((each) -> Objects.requireNonNull(keys.get(each.doc))).toList();
	}

}
