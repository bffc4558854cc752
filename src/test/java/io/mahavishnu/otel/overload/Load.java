package io.mahavishnu.otel.overload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import io.mahavishnu.otel.ServiceProcess;

/**
 * Senders that export to a service for some time, each over a connection of its own, half
 * of them over HTTP and half over gRPC.
 */
final class Load {

	private static final Duration BACK_OFF = Duration.ofSeconds(1);

	private static final int UNDER_WAY_MAX = 64;

	private final ServiceProcess service;

	private final ExportTemplate template;

	private final int firstSender;

	private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

	private final AtomicLong sent = new AtomicLong();

	private final AtomicLong refused = new AtomicLong();

	private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();

	private final AtomicLong slowestRefusalNanos = new AtomicLong();

	/**
	 * A load that has not begun.
	 * @param firstSender the number of the first sender, so that traces of several loads
	 * differ
	 */
	Load(ServiceProcess service, ExportTemplate template, int firstSender) {
		this.service = service;
		this.template = template;
		this.firstSender = firstSender;
	}

	/**
	 * Sends as well-behaved clients do: the next export when one is answered, and after a
	 * pause when it was refused.
	 */
	void runClosed(int connections, Duration duration) throws InterruptedException {
		run(connections, duration, this::sendClosed);
	}

	/**
	 * Sends at a rate, whatever the service answers, and sends nothing again. Each sender
	 * has only so many exports under way that it keeps its own memory.
	 * @param spansPerSecond the rate over all connections
	 */
	void runOpen(int connections, Duration duration, double spansPerSecond) throws InterruptedException {
		long intervalNanos = (long) (1e9 * connections * this.template.spans() / spansPerSecond);
		run(connections, duration, (connection, sender, end) -> sendOpen(connection, sender, end, intervalNanos));
	}

	/** The ids of the traces that were acknowledged. */
	Queue<String> acknowledged() {
		return this.acknowledged;
	}

	/** How many exports were sent. */
	long sent() {
		return this.sent.get();
	}

	/** How many exports were refused with a hint. */
	long refused() {
		return this.refused.get();
	}

	/** How many exports failed otherwise, by how. */
	Map<String, Long> failed() {
		Map<String, Long> counts = new TreeMap<>();
		this.failed.forEach((how, count) -> counts.put(how, count.sum()));
		return counts;
	}

	/** How long the slowest refusal took. */
	Duration slowestRefusal() {
		return Duration.ofNanos(this.slowestRefusalNanos.get());
	}

	private void run(int connections, Duration duration, Sending sending) throws InterruptedException {
		long end = System.nanoTime() + duration.toNanos();
		List<Thread> senders = new ArrayList<>();
		for (int i = 0; i < connections; i++) {
			int sender = this.firstSender + i;
			senders.add(Thread.ofPlatform().start(() -> {
				try (Connection connection = (sender % 2 == 0) ? Connection.Http.to(this.service.port())
						: Connection.Grpc.to(this.service.grpcPort())) {
					sending.send(connection, sender, end);
				}
			}));
		}
		for (Thread sender : senders) {
			sender.join();
		}
	}

	private void sendClosed(Connection connection, int sender, long end) {
		for (int export = 0; System.nanoTime() < end; export++) {
			if (send(connection, sender, export).join() instanceof Connection.Outcome.Refused) {
				LockSupport.parkNanos(BACK_OFF.toNanos());
			}
		}
	}

	private void sendOpen(Connection connection, int sender, long end, long intervalNanos) {
		Semaphore underWay = new Semaphore(UNDER_WAY_MAX);
		long next = System.nanoTime();
		for (int export = 0; System.nanoTime() < end; export++) {
			underWay.acquireUninterruptibly();
			send(connection, sender, export).thenRun(underWay::release);
			next += intervalNanos;
			LockSupport.parkNanos(Math.min(next, end) - System.nanoTime());
		}
		underWay.acquireUninterruptibly(UNDER_WAY_MAX);
	}

	private CompletableFuture<Connection.Outcome> send(Connection connection, int sender, int export) {
		this.sent.incrementAndGet();
		long started = System.nanoTime();
		return connection.send(this.template.export(sender, export)).thenApply((outcome) -> {
			count(outcome, sender, export, System.nanoTime() - started);
			return outcome;
		});
	}

	private void count(Connection.Outcome outcome, int sender, int export, long nanos) {
		switch (outcome) {
			case Connection.Outcome.Acknowledged() -> this.acknowledged.add(ExportTemplate.traceId(sender, export));
			case Connection.Outcome.Refused() -> {
				this.refused.incrementAndGet();
				this.slowestRefusalNanos.accumulateAndGet(nanos, Math::max);
			}
			case Connection.Outcome.Failed(String how) ->
				this.failed.computeIfAbsent(how, (_) -> new LongAdder()).increment();
		}
	}

	/** How one sender sends until an end. */
	private interface Sending {

		void send(Connection connection, int sender, long endNanos);

	}

}
