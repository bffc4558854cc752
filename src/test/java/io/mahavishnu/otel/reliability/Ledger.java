package io.mahavishnu.otel.reliability;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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

	private Instant expiredBefore = Instant.MIN;

	private Duration maxAge = Duration.ZERO;

	Ledger(Path file) throws IOException {
		this.file = Files.newBufferedWriter(file);
	}

	/**
	 * What is known of a trace.
	 *
	 * @param word finds it
	 * @param sent ids of spans that were sent
	 * @param acknowledged those that were acknowledged
	 * @param first when the first span was acknowledged, at the earliest
	 * @param last when the last new span was acknowledged, at the earliest
	 * @param deletion whether it was deleted
	 */
	record Entry(String word, Set<String> sent, Set<String> acknowledged, Instant first, Instant last,
			Deletion deletion) {

		Entry {
			sent = Set.copyOf(sent);
			acknowledged = Set.copyOf(acknowledged);
		}

	}

	/** How far the deletion of a trace is known to be. */
	enum Deletion {

		/** It was not deleted. */
		NONE,
		/** It is gone, in part or as a whole, or not. */
		SENT,
		/** It is gone. */
		ACKNOWLEDGED,
		/** It was old enough to be removed: it is gone as a whole, or not at all. */
		EXPIRED

	}

	/** Before a request is sent. */
	synchronized void sending(TraceRequest request) {
		write("sent " + request.traceId() + " " + String.join(",", request.spanIds()));
		Entry entry = entryOf(request);
		put(request.traceId(), new Entry(entry.word(), and(entry.sent(), request), entry.acknowledged(), entry.first(),
				entry.last(), entry.deletion()));
		this.sent += request.spanIds().size();
	}

	/**
	 * After a request was acknowledged.
	 * @param sent when it was sent: it was received then or later
	 */
	synchronized void acknowledged(TraceRequest request, Instant sent) {
		write("acknowledged " + request.traceId() + " " + String.join(",", request.spanIds()));
		Entry entry = entryOf(request);
		// what is sent again does not make its trace younger
		boolean isNew = !entry.acknowledged().containsAll(request.spanIds());
		Instant first = entry.acknowledged().isEmpty() ? sent : entry.first();
		put(request.traceId(), new Entry(entry.word(), entry.sent(), and(entry.acknowledged(), request), first,
				isNew ? sent : entry.last(), entry.deletion()));
		this.acknowledged += request.spanIds().size();
	}

	/** Before and after a trace is deleted; nothing more of it is sent. */
	synchronized void deleted(String trace, Deletion deletion) {
		write("deletion " + deletion + " " + trace);
		Entry entry = Objects.requireNonNull(this.entries.get(trace));
		put(trace, new Entry(entry.word(), entry.sent(), entry.acknowledged(), entry.first(), entry.last(), deletion));
	}

	/** After a service may have removed traces of an age, until now at the latest. */
	synchronized void expire(Duration maxAge) {
		this.expiredBefore = Instant.now().minus(maxAge);
		this.maxAge = maxAge;
		write("expired before " + this.expiredBefore);
		this.entries.forEach((trace, entry) -> {
			if (asOfNow(entry) != entry) {
				this.touched.add(trace);
			}
		});
	}

	/** Some traces that were whole before a time and were not deleted, at random. */
	synchronized List<String> anyKept(int count, Instant before, Random random) {
		List<String> kept = new ArrayList<>();
		this.entries.forEach((trace, entry) -> {
			if (asOfNow(entry).deletion() == Deletion.NONE && entry.last().isBefore(before)) {
				kept.add(trace);
			}
		});
		Collections.shuffle(kept, random);
		return kept.subList(0, Math.min(count, kept.size()));
	}

	/** What is known of all traces, by id, in the order in which they were first sent. */
	synchronized Map<String, Entry> all() {
		return of(this.entries.keySet());
	}

	/** What is known of the traces that changed since the last call. */
	synchronized Map<String, Entry> changed() {
		Map<String, Entry> changed = of(this.touched);
		this.touched = new HashSet<>();
		return changed;
	}

	synchronized Map<String, Entry> of(Collection<String> traces) {
		Map<String, Entry> some = new LinkedHashMap<>();
		traces.forEach((trace) -> some.put(trace, asOfNow(Objects.requireNonNull(this.entries.get(trace)))));
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
				new Entry(request.word(), Set.of(), Set.of(), Instant.MAX, Instant.MAX, Deletion.NONE));
	}

	/** A trace that grew long after its beginning may have begun anew meanwhile. */
	private Entry asOfNow(Entry entry) {
		if (entry.deletion() != Deletion.NONE || !entry.last().isBefore(this.expiredBefore)) {
			return entry;
		}
		boolean anew = Duration.between(entry.first(), entry.last()).compareTo(this.maxAge.dividedBy(2)) > 0;
		return new Entry(entry.word(), entry.sent(), entry.acknowledged(), entry.first(), entry.last(),
				anew ? Deletion.SENT : Deletion.EXPIRED);
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
