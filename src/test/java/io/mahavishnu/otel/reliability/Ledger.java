package io.mahavishnu.otel.reliability;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was sent and what was acknowledged, kept outside the service, in memory and as
 * lines of a file that tell the story after a failure. Thread-safe.
 */
final class Ledger implements AutoCloseable {

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	private final BufferedWriter file;

	private Set<String> touched = new HashSet<>();

	private long sent;

	private long acknowledged;

	Ledger(Path file) throws IOException {
		this.file = Files.newBufferedWriter(file);
	}

	/**
	 * What is known of a trace.
	 *
	 * @param word finds it
	 * @param sent ids of spans that were sent
	 * @param acknowledged those that were acknowledged
	 * @param deletion whether it was deleted
	 */
	record Entry(String word, Set<String> sent, Set<String> acknowledged, Deletion deletion) {

		Entry {
			sent = Set.copyOf(sent);
			acknowledged = Set.copyOf(acknowledged);
		}

	}

	/** How far the deletion of a trace is known to be. */
	enum Deletion {

		NONE, SENT, ACKNOWLEDGED

	}

	/** Before a request is sent. */
	synchronized void sending(TraceRequest request) {
		write("sent " + request.traceId() + " " + String.join(",", request.spanIds()));
		Entry entry = entryOf(request);
		put(request.traceId(),
				new Entry(entry.word(), and(entry.sent(), request), entry.acknowledged(), entry.deletion()));
		this.sent += request.spanIds().size();
	}

	/** After a request was acknowledged. */
	synchronized void acknowledged(TraceRequest request) {
		write("acknowledged " + request.traceId() + " " + String.join(",", request.spanIds()));
		Entry entry = entryOf(request);
		put(request.traceId(),
				new Entry(entry.word(), entry.sent(), and(entry.acknowledged(), request), entry.deletion()));
		this.acknowledged += request.spanIds().size();
	}

	/** Before and after a trace is deleted; nothing more of it is sent. */
	synchronized void deleted(TraceRequest request, Deletion deletion) {
		write("deletion " + deletion + " " + request.traceId());
		Entry entry = entryOf(request);
		put(request.traceId(), new Entry(entry.word(), entry.sent(), entry.acknowledged(), deletion));
	}

	/** What is known of all traces, by id, in the order in which they were first sent. */
	synchronized Map<String, Entry> all() {
		return new LinkedHashMap<>(this.entries);
	}

	/** What is known of the traces that changed since the last call. */
	synchronized Map<String, Entry> changed() {
		Map<String, Entry> changed = of(this.touched);
		this.touched = new HashSet<>();
		return changed;
	}

	synchronized Map<String, Entry> of(Collection<String> traces) {
		Map<String, Entry> some = new LinkedHashMap<>();
		traces.forEach((trace) -> some.put(trace, this.entries.get(trace)));
		return some;
	}

	synchronized List<String> traces() {
		return new ArrayList<>(this.entries.keySet());
	}

	/** Spans that were sent, counted again when they were sent again. */
	synchronized long sentSpans() {
		return this.sent;
	}

	/** Spans that were acknowledged, counted again when they were sent again. */
	synchronized long acknowledgedSpans() {
		return this.acknowledged;
	}

	@Override
	public synchronized void close() throws IOException {
		this.file.close();
	}

	private Entry entryOf(TraceRequest request) {
		return this.entries.getOrDefault(request.traceId(),
				new Entry(request.word(), Set.of(), Set.of(), Deletion.NONE));
	}

	private void put(String trace, Entry entry) {
		this.entries.put(trace, entry);
		this.touched.add(trace);
	}

	private static Set<String> and(Set<String> some, TraceRequest request) {
		Set<String> all = new HashSet<>(some);
		all.addAll(request.spanIds());
		return all;
	}

	private void write(String line) {
		try {
			this.file.write(line);
			this.file.newLine();
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
	}

}
