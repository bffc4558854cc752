package io.mahavishnu.otel.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

/**
 * Sends requests to one server for some time, over some connections, on each the next one
 * when the last is answered. What is sent is encoded before.
 */
final class Load {

	private static final long BACK_OFF_NANOS = 100_000_000;

	/** Of all loads of this process, so that no two send the same trace. */
	private static final AtomicLong NUMBERS = new AtomicLong();

	/** How much later the spans of each request are than those of the one before. */
	private static final long STEP_NANOS = 2_500_000;

	private final List<List<Payload>> payloads = new ArrayList<>();

	private final Target target;

	/**
	 * Encodes what is to be sent.
	 * @param requests at least one a connection
	 */
	Load(Target target, List<ExportTraceServiceRequest> requests, int connections) {
		this.target = target;
		for (int i = 0; i < connections; i++) {
			this.payloads.add(new ArrayList<>());
		}
		for (int i = 0; i < requests.size(); i++) {
			this.payloads.get(i % connections).add(new Payload(requests.get(i), target.form(), target.head()));
		}
	}

	/** The mean size of a request, with its head, in bytes. */
	long meanBytes() {
		return (long) this.payloads.stream()
			.flatMap(List::stream)
			.mapToInt((each) -> each.bytes().length)
			.average()
			.orElse(0);
	}

	/** Sends as fast as answers come. */
	Sent run(Duration duration) throws InterruptedException, IOException {
		return run(duration, 0);
	}

	/**
	 * Sends at a rate, or as fast as answers come when that is slower.
	 * @param spansPerSecond the rate over all connections; 0 for as fast as can be
	 */
	Sent run(Duration duration, double spansPerSecond) throws InterruptedException, IOException {
		long start = System.nanoTime();
		double ownRate = spansPerSecond / this.payloads.size();
		try (ExecutorService threads = Executors.newFixedThreadPool(this.payloads.size())) {
			List<Future<Sent>> running = this.payloads.stream()
				.map((own) -> threads.submit(() -> send(own, start, duration.toNanos(), ownRate)))
				.toList();
			Sent sum = Sent.NOTHING;
			for (Future<Sent> each : running) {
				sum = sum.plus(each.get());
			}
			return sum;
		}
		catch (ExecutionException failed) {
			throw new IOException("a connection to " + this.target + " failed", failed.getCause());
		}
	}

	private Sent send(List<Payload> own, long start, long durationNanos, double spansPerSecond) throws IOException {
		long spans = 0;
		long traces = 0;
		long requests = 0;
		long refused = 0;
		try (Sender sender = this.target.connect()) {
			for (int next = 0; System.nanoTime() - start < durationNanos; next++) {
				Payload payload = own.get(next % own.size());
				long number = NUMBERS.getAndIncrement();
				payload.renumber(number, number * STEP_NANOS);
				if (sender.send(payload.bytes())) {
					spans += payload.spans();
					traces += payload.traces();
					requests++;
				}
				else {
					refused++;
					LockSupport.parkNanos(BACK_OFF_NANOS);
				}
				if (spansPerSecond > 0) {
					LockSupport.parkNanos((long) (spans / spansPerSecond * 1e9) - (System.nanoTime() - start));
				}
			}
		}
		return new Sent(spans, traces, requests, refused, System.nanoTime() - start);
	}

	/**
	 * What was sent and acknowledged.
	 *
	 * @param spans acknowledged spans
	 * @param traces acknowledged traces, or parts of traces
	 * @param requests acknowledged requests
	 * @param refused refused requests
	 * @param nanos how long it took until the last answer
	 */
	record Sent(long spans, long traces, long requests, long refused, long nanos) {

		static final Sent NOTHING = new Sent(0, 0, 0, 0, 0);

		Sent plus(Sent other) {
			return new Sent(this.spans + other.spans, this.traces + other.traces, this.requests + other.requests,
					this.refused + other.refused, Math.max(this.nanos, other.nanos));
		}

		double spansPerSecond() {
			return this.spans * 1e9 / this.nanos;
		}

		double tracesPerSecond() {
			return this.traces * 1e9 / this.nanos;
		}

	}

	/** Where requests go. */
	interface Target {

		WireForm form();

		/** What stands before each body. */
		Payload.Head head();

		Sender connect() throws IOException;

	}

}
