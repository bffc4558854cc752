package io.mahavishnu.otel.reliability;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

import io.mahavishnu.otel.ServiceClient;
import io.mahavishnu.otel.ServiceProcess;

/**
 * Sends traces from one thread for each transport until it is stopped, and notes in the
 * ledger what was sent and what was acknowledged. Now and then it sends further spans of
 * a trace, sends an acknowledged request again, or deletes a trace.
 */
final class Load implements AutoCloseable {

	private static final int KNOWN_MAX = 10;

	private final Ledger ledger;

	private final ServiceClient deleting;

	private final Duration pause;

	private final List<Transport> transports;

	private final ExecutorService threads;

	private final List<Future<?>> running = new ArrayList<>();

	private volatile boolean stopping;

	private Load(Ledger ledger, ServiceProcess service, Duration pause, List<Transport> transports) {
		this.ledger = ledger;
		this.deleting = service.client();
		this.pause = pause;
		this.transports = transports;
		this.threads = Executors.newFixedThreadPool(transports.size());
	}

	/**
	 * Begins to send.
	 * @param pause between two requests of a thread
	 */
	static Load start(Ledger ledger, ServiceProcess service, Random random, Duration pause) {
		return start(ledger, service, random, pause, (transport) -> transport);
	}

	/**
	 * Begins to send.
	 * @param pause between two requests of a thread
	 * @param watched puts something around each transport
	 */
	static Load start(Ledger ledger, ServiceProcess service, Random random, Duration pause,
			UnaryOperator<Transport> watched) {
		List<Transport> transports = new ArrayList<>();
		for (HttpTransport.Form form : HttpTransport.Form.values()) {
			transports.add(watched.apply(new HttpTransport(service.port(), form)));
		}
		transports.add(watched.apply(new GrpcTransport(service.grpcPort())));
		Load load = new Load(ledger, service, pause, transports);
		for (Transport transport : transports) {
			Random own = new Random(random.nextLong());
			load.running.add(load.threads.submit(() -> load.run(transport, own)));
		}
		return load;
	}

	private void run(Transport transport, Random random) {
		List<TraceRequest> known = new ArrayList<>();
		while (!this.stopping) {
			TraceRequest request = next(known, random);
			this.ledger.sending(request);
			Instant sent = Instant.now();
			switch (transport.send(request)) {
				case ACKNOWLEDGED -> {
					this.ledger.acknowledged(request, sent);
					known.add(request);
					LockSupport.parkNanos(this.pause.toNanos());
				}
				// as the Retry-After of the answer asks, only shorter
				case REFUSED, UNKNOWN -> LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
			}
			if (known.size() > KNOWN_MAX) {
				forget(known.removeFirst(), known, random);
			}
		}
	}

	private static TraceRequest next(List<TraceRequest> known, Random random) {
		if (known.isEmpty()) {
			return TraceRequest.first(random);
		}
		TraceRequest earlier = known.get(random.nextInt(known.size()));
		return switch (random.nextInt(10)) {
			case 0 -> earlier;
			case 1, 2 -> earlier.later(random);
			default -> TraceRequest.first(random);
		};
	}

	/** Nothing more is sent of a trace that is deleted. */
	private void forget(TraceRequest request, List<TraceRequest> known, Random random) {
		if (random.nextInt(5) == 0) {
			known.removeIf((each) -> each.traceId().equals(request.traceId()));
			this.ledger.deleted(request.traceId(), Ledger.Deletion.SENT);
			try {
				int status = this.deleting.delete("/api/traces/" + request.traceId()).status();
				if (status == 204 || status == 404) {
					this.ledger.deleted(request.traceId(), Ledger.Deletion.ACKNOWLEDGED);
				}
			}
			catch (java.io.UncheckedIOException _) {
				// killed meanwhile: it is deleted or not
				return;
			}
		}
	}

	/** Sends nothing more, and waits for the answers that are still to come. */
	@Override
	public void close() {
		this.stopping = true;
		try {
			for (Future<?> each : this.running) {
				each.get();
			}
		}
		catch (ExecutionException failed) {
			throw new AssertionError("a request got an answer that it must not get", failed.getCause());
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(interrupted);
		}
		finally {
			this.transports.forEach(Transport::close);
			this.threads.shutdownNow();
		}
	}

}
