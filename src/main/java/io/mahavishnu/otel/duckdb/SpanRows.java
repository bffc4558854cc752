package io.mahavishnu.otel.duckdb;

import java.util.IdentityHashMap;
import java.util.Map;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.ContentHash;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.Span;
import tools.jackson.core.JacksonException;

/**
 * Makes the rows of the spans of one request, which share their resources and scopes:
 * what is to be made of these is made once. Not thread-safe.
 */
final class SpanRows implements AutoCloseable {

	private final Map<Resource, Shared> resources = new IdentityHashMap<>();

	private final Map<Scope, Shared> scopes = new IdentityHashMap<>();

	private final StoredJsonWriter json = new StoredJsonWriter();

	/**
	 * The row of a span.
	 * @throws TraceProblem of type {@code INVALID_TRACE}; see {@link SpanRow#of}
	 */
	SpanRow row(ReceivedSpan received) {
		Span span = received.span();
		try {
			Shared resource = this.resources.computeIfAbsent(span.resource(),
					(each) -> new Shared(unicode(this.json.write(each), span),
							ContentHash.ofAttributes(each.attributes())));
			Shared scope = this.scopes.computeIfAbsent(span.scope(),
					(each) -> new Shared(unicode(this.json.write(each), span),
							ContentHash.ofAttributes(each.attributes())));
			unicode(span.name(), span);
			unicode(span.status().message(), span);
			unicode(span.traceState(), span);
			if (received.callerSystemId() != null) {
				unicode(received.callerSystemId(), span);
			}
			String service = span.serviceName();
			return new SpanRow(received, ContentHash.of(span, resource.attributesHash, scope.attributesHash),
					(service != null) ? service : "", unicode(this.json.write(span.attributes()), span), resource.text,
					scope.text, unicode(this.json.writeEvents(span.events()), span),
					unicode(this.json.writeLinks(span.links()), span));
		}
		catch (JacksonException failure) {
			throw TraceProblem.invalidTrace("span " + span.spanId() + " of trace " + span.traceId()
					+ " has a value that cannot be stored: " + failure.getOriginalMessage());
		}
	}

	@Override
	public void close() {
		this.json.close();
	}

	/** The text itself, when it is Unicode. */
	private static String unicode(String text, Span span) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (Character.isSurrogate(c)) {
				boolean paired = Character.isHighSurrogate(c) && i + 1 < text.length()
						&& Character.isLowSurrogate(text.charAt(i + 1));
				if (!paired) {
					throw TraceProblem.invalidTrace("span " + span.spanId() + " of trace " + span.traceId()
							+ " has a text with half of a surrogate pair, which is no Unicode");
				}
				i++;
			}
		}
		return text;
	}

	/** What is stored of a resource or a scope. */
	private record Shared(String text, long attributesHash) {

	}

}
