package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.mahavishnu.otel.index.Saying;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.TraceOutline;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What a view shows of its traces. A trace's outline and its sayings lie in one document,
 * which is unpacked once for both. For one thread.
 */
final class Outlines {

	private static final Set<String> FIELDS = Set.of(TraceDocuments.OUTLINE, TraceDocuments.SAYINGS);

	private final TermLookup traces;

	private final StoredFields stored;

	private final Shapes shapes;

	private @Nullable TraceId lastId;

	private @Nullable Document lastDocument;

	Outlines(View view) throws IOException {
		this.traces = new TermLookup(view.traces(), TraceDocuments.TRACE);
		this.stored = view.traces().storedFields();
		this.shapes = new Shapes(view.shapes());
	}

	Optional<TraceOutline> outline(TraceId id) throws IOException {
		Document document = document(id);
		return (document == null) ? Optional.empty()
				: Optional.of(OutlineCodec.decode(id, value(document, TraceDocuments.OUTLINE)));
	}

	List<Saying> sayings(TraceKey trace) throws IOException {
		Document document = document(trace.id());
		int shape = this.shapes.find(trace.shape());
		return (document == null || shape == TermLookup.NONE) ? List.of()
				: SayingsCodec.decode(value(document, TraceDocuments.SAYINGS), this.shapes.passages(shape));
	}

	/** Of a trace's block the last document is the trace. */
	private @Nullable Document document(TraceId id) throws IOException {
		if (!id.equals(this.lastId)) {
			int document = this.traces.lastOfBlock(new BytesRef(id.value()));
			this.lastDocument = (document != TermLookup.NONE) ? this.stored.document(document, FIELDS) : null;
			this.lastId = id;
		}
		return this.lastDocument;
	}

	private static BytesRef value(Document document, String field) {
		return Objects.requireNonNull(document.getBinaryValue(field));
	}

}
