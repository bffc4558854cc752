package io.mahavishnu.otel.lucene;

import java.util.Locale;

import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.Trace;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;

/** Spans as Lucene documents: what a span can be filtered by, and nothing else. */
final class SpanDocuments {

	/** A term that only spans have. */
	static final Term IS_SPAN = new Term("type", "span");

	static final String NAME = "span-name";

	static final String SERVICE = "span-service";

	static final String KIND = "span-kind";

	static final String STATUS = "span-status";

	static final String DURATION = "span-duration";

	private SpanDocuments() {
	}

	static Document document(Trace trace, Span span) {
		Document document = new Document();
		document.add(term(IS_SPAN.field(), IS_SPAN.text()));
		document.add(term(TraceDocuments.TRACE, trace.id().value()));
		document.add(term(NAME, TermText.of(span.name())));
		String service = span.serviceName();
		if (service != null) {
			document.add(term(SERVICE, TermText.of(service)));
		}
		document.add(term(KIND, span.kind().name().toLowerCase(Locale.ROOT)));
		document.add(term(STATUS, span.status().code().name().toLowerCase(Locale.ROOT)));
		document.add(new LongPoint(DURATION, trace.durationNanosOf(span)));
		addAttributes(document, span.attributes(), AttributeTerms::ofSpan);
		addAttributes(document, span.resource().attributes(), AttributeTerms::ofResource);
		return document;
	}

	private static void addAttributes(Document document, Attributes attributes, AttributeOf terms) {
		attributes.values().forEach((key, value) -> terms.of(key).fields(value).forEach(document::add));
	}

	private interface AttributeOf {

		AttributeTerms of(String key);

	}

	private static Field term(String field, String value) {
		return new StringField(field, value, Field.Store.NO);
	}

}
