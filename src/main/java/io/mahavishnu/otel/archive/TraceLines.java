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
import io.mahavishnu.otel.index.TraceReader.Located;
import io.mahavishnu.otel.store.ArchiveFigures;
import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.NewFile;
import io.mahavishnu.otel.store.ReadPortions;
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
 * stretches and writes a trace where its first span stands, so that memory holds some
 * traces of one stretch, however many there are, or the largest. Thread-safe.
 */
final class TraceLines {

	private static final int STRETCH_CHANGES = 1000;

	/** About so much of the traces that begin in a stretch is read at a time. */
	private static final long PORTION_CHARACTERS = 16_000_000;

	/** Nothing is looked for but what is located. */
	private static final LogPosition NOTHING_ELSE = new LogPosition(Long.MAX_VALUE);

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
				ReadPortions portions = new ReadPortions(STRETCH_CHANGES);
				for (List<Change> stretch = stretch(after, end); !stretch.isEmpty(); stretch = stretch(after, end)) {
					Located begun = thatBegin(after, stretch);
					for (int from = 0; from < begun.traces().size();) {
						int portion = Math.min(portions.next(PORTION_CHARACTERS), begun.traces().size() - from);
						for (Trace trace : read(begun.traces().subList(from, from + portion), begun.tail(), after,
								portions)) {
							if (trace.startEpochNanos() >= fromEpochNanos && trace.startEpochNanos() <= toEpochNanos) {
								out.write(line(trace));
								traces++;
								spans += trace.spans().size();
							}
						}
						from += portion;
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

	/**
	 * The traces that have spans in a stretch and none before it. Those that have are not
	 * read: long traces that grow side by side are in every stretch.
	 */
	private Located thatBegin(LogPosition after, List<Change> stretch) {
		Set<TraceId> ids = new LinkedHashSet<>();
		stretch.stream().filter(Change.Appended.class::isInstance).forEach((change) -> ids.add(change.traceId()));
		Located located = this.reader.locate(ids);
		List<TraceLocation> before = located.traces()
			.stream()
			.map((each) -> new TraceLocation(each.id(), each.known().upTo(after)))
			.filter((each) -> !each.known().ranges().isEmpty())
			.toList();
		// the index may not have followed a deletion yet: the store knows
		Set<TraceId> begunBefore = this.store.hashes(before, NOTHING_ELSE).keySet();
		return new Located(located.traces().stream().filter((each) -> !begunBefore.contains(each.id())).toList(),
				located.tail());
	}

	private List<Trace> read(List<TraceLocation> located, LogPosition tail, LogPosition after, ReadPortions portions) {
		Map<TraceId, List<Change.Appended>> stored = new HashMap<>(this.store.read(located, tail));
		// what cannot be indexed is located nowhere
		List<TraceLocation> unlocated = located.stream()
			.filter((each) -> !stored.containsKey(each.id()))
			.map((each) -> new TraceLocation(each.id(), SpanLocations.NONE))
			.toList();
		stored.putAll(this.store.read(unlocated, LogPosition.START));
		portions.read(located.size(),
				stored.values().stream().flatMap(List::stream).mapToLong(Change.Appended::characters).sum());
		List<Trace> traces = new ArrayList<>();
		for (TraceLocation each : located) {
			List<Change.Appended> spans = stored.get(each.id());
			if (spans != null && spans.getFirst().position().isAfter(after)) {
				traces.add(Trace.of(each.id(), spans.stream().map(Change.Appended::received).toList(), this.naming));
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
