package io.mahavishnu.otel.receive;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Scope;

/**
 * What one export request holds, while it is decoded: the spans that can be stored, and
 * how many cannot and why. Not thread-safe.
 */
final class OtlpExport {

	private final long receivedEpochNanos;

	private final RequestSize size;

	private final List<ReceivedSpan> spans = new ArrayList<>();

	private final Map<Rejection, Integer> rejections = new EnumMap<>(Rejection.class);

	private int refused;

	private int duplicateKeys;

	/** Why a span can never be stored. */
	enum Rejection {

		/** A trace id that is not 16 bytes, or all zero. */
		TRACE_ID("trace_id must be 16 bytes, not all zero"),
		/** A span id that is not 8 bytes, or all zero. */
		SPAN_ID("span_id must be 8 bytes, not all zero"),
		/** A parent's id that is neither empty nor 8 bytes. */
		PARENT_SPAN_ID("parent_span_id must be empty or 8 bytes"),
		/** A link to ids of wrong lengths. */
		LINK("a link's ids must be 16 and 8 bytes"),
		/** A time that would be negative where it is stored. */
		TIME("times must be below 2^63 nanoseconds since 1970"),
		/** A trace that has as many spans as one may have. */
		TRACE_SIZE("their traces would have more spans than mahavishnu.otel-ingester.ingest.spans-per-trace-max;"
				+ " give further work a trace of its own");

		private final String rule;

		Rejection(String rule) {
			this.rule = rule;
		}

		/** The reason as a metric's tag. */
		String tag() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	/**
	 * Begins a request.
	 * @param receivedEpochNanos when it was received, nanoseconds since 1970 UTC
	 * @param size how much it may hold
	 */
	OtlpExport(long receivedEpochNanos, RequestSize size) {
		this.receivedEpochNanos = receivedEpochNanos;
		this.size = size;
	}

	/** Counts what it holds, rejected spans included. */
	RequestSize size() {
		return this.size;
	}

	/** Adds the spans of one scope, each to be stored or rejected. */
	void add(List<OtlpSpanDraft> drafts, Resource resource, Scope scope) {
		for (OtlpSpanDraft draft : drafts) {
			Rejection rejection = draft.rejection();
			if (rejection != null) {
				this.rejections.merge(rejection, 1, Integer::sum);
			}
			else {
				this.spans.add(new ReceivedSpan(draft.toSpan(resource, scope), null, this.receivedEpochNanos));
			}
		}
	}

	/** Counts spans that the ingest refused since their traces have too many. */
	void refused(int count) {
		if (count > 0) {
			this.rejections.merge(Rejection.TRACE_SIZE, count, Integer::sum);
			this.refused += count;
		}
	}

	/** How many spans are stored. */
	int accepted() {
		return this.spans.size() - this.refused;
	}

	/** Counts an attribute's key that came again. */
	void addDuplicateKey() {
		this.duplicateKeys++;
	}

	List<ReceivedSpan> spans() {
		return this.spans;
	}

	/** How many spans were rejected, by reason. */
	Map<Rejection, Integer> rejections() {
		return this.rejections;
	}

	/** How many spans were rejected. */
	int rejected() {
		return this.rejections.values().stream().mapToInt(Integer::intValue).sum();
	}

	/** How many attributes had a key that came again later. */
	int duplicateKeys() {
		return this.duplicateKeys;
	}

	/** Why spans were rejected, for the sender's developers; empty when none was. */
	String rejectedBecause() {
		List<String> reasons = this.rejections.entrySet()
			.stream()
			.map((entry) -> entry.getValue() + " spans: " + entry.getKey().rule)
			.toList();
		return String.join("; ", reasons);
	}

}
