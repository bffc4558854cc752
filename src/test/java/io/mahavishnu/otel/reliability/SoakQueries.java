package io.mahavishnu.otel.reliability;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.mahavishnu.otel.ServiceClient;
import org.jspecify.annotations.Nullable;

/**
 * Searches, and reads by id, from a thread each, what was acknowledged of late. A trace
 * that was acknowledged must be there.
 */
final class SoakQueries implements AutoCloseable {

	private static final int RECENT = 20;

	private final ServiceClient client;

	private final Ledger ledger;

	private final Findings findings;

	private final Duration pause;

	private final Latencies searches = new Latencies();

	private final Latencies reads = new Latencies();

	private final Deque<TraceRequest> recent = new ArrayDeque<>();

	private final List<Thread> threads;

	private volatile boolean stopping;

	/**
	 * Begins to ask.
	 * @param pause between two questions of each of the two threads
	 */
	SoakQueries(ServiceClient client, Ledger ledger, Findings findings, Duration pause) {
		this.client = client;
		this.ledger = ledger;
		this.findings = findings;
		this.pause = pause;
		this.threads = List.of(Thread.ofPlatform().start(() -> repeat(this::search, new Random(1))),
				Thread.ofPlatform().start(() -> repeat(this::read, new Random(2))));
	}

	/** How long searches took. */
	Latencies searches() {
		return this.searches;
	}

	/** How long reads by id took. */
	Latencies reads() {
		return this.reads;
	}

	/** Tells what can be asked for. */
	void acknowledged(TraceRequest request) {
		synchronized (this.recent) {
			this.recent.addLast(request);
			if (this.recent.size() > RECENT) {
				this.recent.removeFirst();
			}
		}
	}

	private void repeat(Consumer<TraceRequest> question, Random random) {
		while (!this.stopping) {
			TraceRequest request = any(random);
			if (request != null) {
				question.accept(request);
			}
			LockSupport.parkNanos(this.pause.toNanos());
		}
	}

	private @Nullable TraceRequest any(Random random) {
		synchronized (this.recent) {
			return this.recent.stream().skip(random.nextInt(RECENT)).findFirst().orElse(null);
		}
	}

	private void search(TraceRequest request) {
		String question = request.phrase() + " " + request.word();
		int status = this.searches.time(() -> this.client.search(question, "&limit=10").status());
		if (status != 200) {
			this.findings.report("failed", "a search was answered with " + status);
		}
	}

	private void read(TraceRequest request) {
		int status = this.reads.time(() -> this.client.get("/api/traces/" + request.traceId()).status());
		Ledger.Entry entry = this.ledger.of(List.of(request.traceId())).values().iterator().next();
		if (status != 200 && !(status == 404 && entry.deletion() != Ledger.Deletion.NONE)) {
			this.findings.report("lost", request.traceId() + " was read with " + status);
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.stopping = true;
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

}
