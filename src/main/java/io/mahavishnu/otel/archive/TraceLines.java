package io.mahavishnu.otel.archive;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.store.ArchiveFigures;
import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.NewFile;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import io.mahavishnu.otel.trace.TraceOtlp;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes whole traces as OTLP JSON, a trace a line. Goes through the change log in
 * stretches and writes a trace where its first span stands, so that memory holds the
 * traces of one stretch, however many there are. Thread-safe.
 */
final class TraceLines {

	private static final int STRETCH_CHANGES = 1000;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final TraceStore store;

	private final TraceReader reader;

	private final SystemNaming naming;

	TraceLines(TraceStore store, TraceReader reader, SystemNaming naming) {
		this.store = store;
		this.reader = reader;
		this.naming = naming;
	}

	/**
	 * Writes the traces that start within a time into a new file.
	 * @param fromEpochNanos the first start, nanoseconds since 1970 UTC
	 * @param toEpochNanos the last start, nanoseconds since 1970 UTC
	 */
	ArchiveFigures write(Path file, long fromEpochNanos, long toEpochNanos) {
		try (NewFile target = NewFile.at(file)) {
			long traces = 0;
			long spans = 0;
			try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target.part()))) {
				LogPosition end = this.store.head();
				LogPosition after = LogPosition.START;
				for (List<Change> stretch = stretch(after, end); !stretch.isEmpty(); stretch = stretch(after, end)) {
					for (Trace trace : tracesThatBegin(after, stretch)) {
						if (trace.startEpochNanos() >= fromEpochNanos && trace.startEpochNanos() <= toEpochNanos) {
							out.write(line(trace));
							traces++;
							spans += trace.spans().size();
						}
					}
					after = stretch.getLast().position();
				}
			}
			return new ArchiveFigures(traces, spans, target.complete());
		}
		catch (IOException failure) {
			throw NewFile.failed(file, failure);
		}
	}

	private List<Change> stretch(LogPosition after, LogPosition end) {
		return this.store.changes(after, STRETCH_CHANGES)
			.stream()
			.filter((change) -> !change.position().isAfter(end))
			.toList();
	}

	private List<Trace> tracesThatBegin(LogPosition after, List<Change> stretch) {
		Set<TraceId> ids = new LinkedHashSet<>();
		stretch.stream().filter(Change.Appended.class::isInstance).forEach((change) -> ids.add(change.traceId()));
		Map<TraceId, List<Change.Appended>> stored = new HashMap<>(this.reader.readSpans(ids));
		// what cannot be indexed is located nowhere
		List<TraceLocation> unlocated = ids.stream()
			.filter((id) -> !stored.containsKey(id))
			.map((id) -> new TraceLocation(id, SpanLocations.NONE))
			.toList();
		stored.putAll(this.store.read(unlocated, LogPosition.START));
		List<Trace> traces = new ArrayList<>();
		for (TraceId id : ids) {
			List<Change.Appended> spans = stored.get(id);
			if (spans != null && spans.getFirst().position().isAfter(after)) {
				traces.add(Trace.of(id, spans.stream().map(Change.Appended::received).toList(), this.naming));
			}
		}
		return traces;
	}

	private static byte[] line(Trace trace) {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		try (JsonGenerator json = JSON.createGenerator(line)) {
			TraceOtlp.write(json, trace);
		}
		line.write('\n');
		return line.toByteArray();
	}

}
