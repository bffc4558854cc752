package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import io.mahavishnu.otel.index.Saying;
import io.mahavishnu.otel.index.TraceDigest;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.TraceOutline;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What a view shows of its traces. For one thread.
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

	/** Those of some traces; those that are not held are absent. */
	Map<TraceId, TraceOutline> of(Collection<TraceId> ids) throws IOException {
		Map<TraceId, TraceOutline> outlines = new HashMap<>();
		for (TraceId id : ids) {
			Document document = document(id, Set.of(TraceDocuments.OUTLINE));
			if (document != null) {
				outlines.put(id, outline(id, document));
			}
		}
		return outlines;
	}

	/** Shows those of some traces, and what they say; those not held are left out. */
	void show(List<TraceKey> traces, Consumer<TraceDigest> to) throws IOException {
		for (TraceKey trace : traces) {
			Document document = document(trace.id(), Set.of(TraceDocuments.OUTLINE, TraceDocuments.SAYINGS));
			if (document != null) {
				to.accept(new TraceDigest(outline(trace.id(), document), sayings(trace.shape(), document)));
			}
		}
	}

	private static TraceOutline outline(TraceId id, Document document) throws IOException {
		return OutlineCodec.decode(id, value(document, TraceDocuments.OUTLINE));
	}

	private List<Saying> sayings(ShapeId id, Document document) throws IOException {
		int shape = this.shapes.find(id);
		return (shape == TermLookup.NONE) ? List.of()
				: SayingsCodec.decode(value(document, TraceDocuments.SAYINGS), this.shapes.passages(shape));
	}

	/** Of a trace's block the last document is the trace. */
	private @Nullable Document document(TraceId id, Set<String> fields) throws IOException {
		int document = this.traces.lastOfBlock(new BytesRef(id.value()));
		return (document != TermLookup.NONE) ? this.stored.document(document, fields) : null;
	}

	private static BytesRef value(Document document, String field) {
		return Objects.requireNonNull(document.getBinaryValue(field));
	}

}
