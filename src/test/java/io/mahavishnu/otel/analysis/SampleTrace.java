package io.mahavishnu.otel.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;

/**
 * Traces written down, a span a line: {@code id<parent start-end service name !message},
 * where parent and message may be missing, and an end of {@code ?} is unknown. Times are
 * nanoseconds from {@link #BASE}.
 */
final class SampleTrace {

	static final long BASE = 1_000_000;

	private static final TraceId ID = new TraceId("sample");

	private static final Pattern LINE = Pattern
		.compile("(\\w+)(?:<(\\w+))? (\\d+)-(\\d+|\\?) (\\w+) ([^!]*?)(?: ?!(.*))?");

	private SampleTrace() {
	}

	static Trace of(String lines) {
		return of(Arrays.stream(lines.strip().split("\n")).map(SampleTrace::span).toList());
	}

	static Trace of(List<Span> spans) {
		return Trace.of(ID, spans.stream().map((span) -> new ReceivedSpan(span, null, BASE)).toList(),
				SystemNaming.AS_SENT);
	}

	private static Span span(String line) {
		Matcher parts = LINE.matcher(line.strip());
		if (!parts.matches()) {
			throw new IllegalArgumentException("no span: " + line);
		}
		String parent = parts.group(2);
		String message = parts.group(7);
		return Span.builder(ID, new SpanId(parts.group(1)), parts.group(6))
			.parent((parent != null) ? new SpanId(parent) : null)
			.time(BASE + Long.parseLong(parts.group(3)),
					parts.group(4).equals("?") ? 0 : BASE + Long.parseLong(parts.group(4)))
			.attributes(Attributes.of(Span.SERVICE_NAME, parts.group(5)))
			.status((message != null) ? new SpanStatus(SpanStatus.Code.ERROR, message) : SpanStatus.UNSET)
			.build();
	}

}
