package io.mahavishnu.otel.overload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Senders that export to a service for some time, each over a connection of its own, half
 * of them over HTTP and half over gRPC.
 */
final class Load {

	private static final Duration BACK_OFF = Duration.ofSeconds(1);

	private final ServiceUnderLoad service;

	private final ExportTemplate template;

	private final int firstSender;

	private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

	private final AtomicLong sent = new AtomicLong();

	private final AtomicLong refused = new AtomicLong();

	private final AtomicLong failed = new AtomicLong();

	private final AtomicLong slowestRefusalNanos = new AtomicLong();

	/**
	 * A load that has not begun.
	 * @param firstSender the number of the first sender, so that traces of several loads
	 * differ
	 */
	Load(ServiceUnderLoad service, ExportTemplate template, int firstSender) {
		this.service = service;
		this.template = template;
		this.firstSender = firstSender;
	}

	/** Sends as fast as exports are acknowledged, as well-behaved clients do. */
	void runClosed(int connections, Duration duration) throws InterruptedException {
		run(connections, duration, 0);
	}

	/**
	 * Sends at a rate, whatever the service answers, and sends nothing again.
	 * @param spansPerSecond the rate over all connections
	 */
	void runOpen(int connections, Duration duration, double spansPerSecond) throws InterruptedException {
		run(connections, duration, (long) (1e9 * connections * this.template.spans() / spansPerSecond));
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

	/** How many exports failed otherwise. */
	long failed() {
		return this.failed.get();
	}

	/** How long the slowest refusal took. */
	Duration slowestRefusal() {
		return Duration.ofNanos(this.slowestRefusalNanos.get());
	}

	private void run(int connections, Duration duration, long intervalNanos) throws InterruptedException {
		long end = System.nanoTime() + duration.toNanos();
		List<Thread> senders = new ArrayList<>();
		for (int i = 0; i < connections; i++) {
			int sender = this.firstSender + i;
			senders.add(Thread.ofPlatform().start(() -> send(sender, end, intervalNanos)));
		}
		for (Thread sender : senders) {
			sender.join();
		}
	}

	private void send(int sender, long end, long intervalNanos) {
		try (Connection connection = (sender % 2 == 0) ? Connection.Http.to(this.service.httpPort())
				: Connection.Grpc.to(this.service.grpcPort())) {
			long next = System.nanoTime();
			for (int export = 0; System.nanoTime() < end; export++) {
				byte[] message = this.template.export(sender, export);
				long started = System.nanoTime();
				count(connection.send(message), sender, export, System.nanoTime() - started, intervalNanos == 0);
				next += intervalNanos;
				LockSupport.parkNanos(Math.min(next, end) - System.nanoTime());
			}
		}
	}

	private void count(Connection.Outcome outcome, int sender, int export, long nanos, boolean backsOff) {
		this.sent.incrementAndGet();
		switch (outcome) {
			case ACKNOWLEDGED -> this.acknowledged.add(ExportTemplate.traceId(sender, export));
			case REFUSED_WITH_HINT -> {
				this.refused.incrementAndGet();
				this.slowestRefusalNanos.accumulateAndGet(nanos, Math::max);
				if (backsOff) {
					LockSupport.parkNanos(BACK_OFF.toNanos());
				}
			}
			case FAILED -> this.failed.incrementAndGet();
		}
	}

}
