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
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BytesRef;

/**
 * What a view shows of its traces. Lucene keeps the block that it unpacked last, so that
 * a trace's outline and its sayings cost one. For one thread.
 */
final class Outlines {

	private final TermLookup traces;

	private final StoredFields stored;

	private final Shapes shapes;

	Outlines(View view) throws IOException {
		this.traces = new TermLookup(view.traces(), TraceDocuments.TRACE);
		this.stored = view.traces().storedFields();
		this.shapes = new Shapes(view.shapes());
	}

	Optional<TraceOutline> outline(TraceId id) throws IOException {
		int document = document(id);
		return (document == TermLookup.NONE) ? Optional.empty()
				: Optional.of(OutlineCodec.decode(id, value(document, TraceDocuments.OUTLINE)));
	}

	List<Saying> sayings(TraceKey trace) throws IOException {
		int document = document(trace.id());
		int shape = this.shapes.find(trace.shape());
		return (document == TermLookup.NONE || shape == TermLookup.NONE) ? List.of()
				: SayingsCodec.decode(value(document, TraceDocuments.SAYINGS), this.shapes.passages(shape));
	}

	/** Of a trace's block the last document is the trace. */
	private int document(TraceId id) throws IOException {
		return this.traces.lastOfBlock(new BytesRef(id.value()));
	}

	private BytesRef value(int document, String field) throws IOException {
		return Objects.requireNonNull(this.stored.document(document, Set.of(field)).getBinaryValue(field));
	}

}
