package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import io.mahavishnu.otel.index.IndexedTrace;
import io.mahavishnu.otel.index.TraceOutline;
import io.mahavishnu.otel.passage.TraceText;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;

/**
 * A trace as a block of Lucene documents: first a child for each of its spans, so that
 * conditions on one span can be told from conditions on several; last the trace itself.
 * All of the block carry the trace's id, by which the block is replaced and deleted.
 */
final class TraceDocuments {

	/** The trace's id as a term, on the whole block. */
	static final String TRACE = "trace";

	/** The trace's id as a value, on the trace only. */
	static final String ID = "id";

	/** Lucene's own mark of the last document of a block. */
	static final String PARENT = "parent";

	/** A term that only the trace itself has. */
	static final Term IS_TRACE = new Term("type", "trace");

	static final String SHAPE = "shape";

	static final String START = "start";

	static final String DURATION = "duration";

	static final String SYSTEM = "system";

	static final String OUTCOME = "outcome";

	static final String ERROR = "error";

	static final String OK = "ok";

	static final String SPANS = "spans";

	static final String SPAN_ID = "span";

	static final String LOCATIONS = "locations";

	static final String WORDS = "words";

	/** What a list shows of the trace, stored. */
	static final String OUTLINE = "outline";

	/** What the trace says, stored. */
	static final String SAYINGS = "sayings";

	/**
	 * Newest first, then by id, as
	 * {@link io.mahavishnu.otel.index.TraceKey#NEWEST_FIRST}: the order of documents in
	 * every segment.
	 */
	static final Sort NEWEST_FIRST = new Sort(new SortField(START, SortField.Type.LONG, true),
			new SortField(ID, SortField.Type.STRING));

	private TraceDocuments() {
	}

	static Term key(TraceId id) {
		return new Term(TRACE, id.value());
	}

	/**
	 * The block; its documents are made one at a time, since a trace may have many.
	 * @param contentBytesMax the size at which content and attributes of the outline are
	 * cut
	 */
	static Iterable<Document> block(IndexedTrace indexed, long contentBytesMax) throws IOException {
		Trace trace = indexed.trace();
		Document parent = parent(indexed);
		parent.add(new StoredField(OUTLINE, OutlineCodec.encode(TraceOutline.of(indexed.trace(), contentBytesMax))));
		parent.add(new StoredField(SAYINGS, SayingsCodec.encode(indexed.text())));
		return () -> Stream
			.concat(trace.spans().stream().map((span) -> SpanDocuments.document(trace, span)), Stream.of(parent))
			.iterator();
	}

	private static Document parent(IndexedTrace indexed) {
		Trace trace = indexed.trace();
		Document document = new Document();
		document.add(term(IS_TRACE.field(), IS_TRACE.text()));
		document.add(term(TRACE, trace.id().value()));
		document.add(new SortedDocValuesField(ID, new BytesRef(trace.id().value())));
		addTermAndValue(document, SHAPE, indexed.text().shape().value());
		addTermAndValue(document, SYSTEM, TermText.of(trace.systemId()));
		addNumber(document, START, trace.startEpochNanos());
		addNumber(document, DURATION, trace.durationNanos());
		document.add(term(OUTCOME, (trace.errorCount() > 0) ? ERROR : OK));
		addNumber(document, SPANS, trace.spans().size());
		document.add(new BinaryDocValuesField(LOCATIONS, LocationCodec.encode(indexed.locations())));
		for (Span span : trace.spans()) {
			document.add(term(SPAN_ID, span.spanId().value()));
		}
		addWords(document, indexed.text().words());
		return document;
	}

	private static void addWords(Document document, TraceText.Words words) {
		for (WeightedWords field : List.of(WeightedWords.names(words.names()), WeightedWords.errors(words.errors()),
				WeightedWords.body(words.body()), WeightedWords.identifiers(words.names()),
				WeightedWords.identifiers(words.errors()), WeightedWords.identifiers(words.body()))) {
			document.add(field);
		}
	}

	private static void addTermAndValue(Document document, String field, String value) {
		document.add(term(field, value));
		document.add(new SortedDocValuesField(field, new BytesRef(value)));
	}

	private static void addNumber(Document document, String field, long value) {
		document.add(new LongPoint(field, value));
		document.add(new NumericDocValuesField(field, value));
	}

	private static Field term(String field, String value) {
		return new StringField(field, value, Field.Store.NO);
	}

}
