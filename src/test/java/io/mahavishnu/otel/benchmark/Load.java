package io.mahavishnu.otel.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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

	private final Queue<String> traceIds = new ConcurrentLinkedQueue<>();

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

	/** The size of a span on the wire, with its share of the head, in bytes. */
	long bytesPerSpan() {
		List<Payload> all = this.payloads.stream().flatMap(List::stream).toList();
		return all.stream().mapToLong((each) -> each.bytes().length).sum()
				/ all.stream().mapToLong(Payload::spans).sum();
	}

	/** Sends as fast as answers come, for some time. */
	Sent run(Duration duration) throws InterruptedException, IOException {
		return run(duration, Long.MAX_VALUE, 0);
	}

	/** Sends as fast as answers come, until so many spans are acknowledged. */
	Sent fill(long spans) throws InterruptedException, IOException {
		return run(Duration.ofDays(1), spans, 0);
	}

	/**
	 * Sends at a rate, or as fast as answers come when that is slower.
	 * @param spansPerSecond the rate over all connections; 0 for as fast as can be
	 */
	Sent run(Duration duration, double spansPerSecond) throws InterruptedException, IOException {
		return run(duration, Long.MAX_VALUE, spansPerSecond);
	}

	/** The id of one trace of each acknowledged request. */
	List<String> traceIds() {
		return List.copyOf(this.traceIds);
	}

	private Sent run(Duration duration, long spans, double spansPerSecond) throws InterruptedException, IOException {
		long start = System.nanoTime();
		Share share = new Share(start, duration.toNanos(), spans / this.payloads.size(),
				spansPerSecond / this.payloads.size());
		try (ExecutorService threads = Executors.newFixedThreadPool(this.payloads.size())) {
			List<Future<Sent>> running = this.payloads.stream()
				.map((own) -> threads.submit(() -> send(own, share)))
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

	private Sent send(List<Payload> own, Share share) throws IOException {
		Sent sent = Sent.NOTHING;
		try (Sender sender = this.target.connect()) {
			for (int next = 0; share.hasMore(sent.spans()); next++) {
				Payload payload = own.get(next % own.size());
				long number = NUMBERS.getAndIncrement();
				payload.renumber(number, number * STEP_NANOS);
				if (sender.send(payload.bytes())) {
					sent = sent.plus(payload);
					this.traceIds.add(payload.traceId());
				}
				else {
					sent = sent.plusRefused();
					LockSupport.parkNanos(BACK_OFF_NANOS);
				}
				share.pause(sent.spans());
			}
		}
		return sent.until(System.nanoTime() - share.start());
	}

	/** What one connection is to send. */
	private record Share(long start, long durationNanos, long spans, double spansPerSecond) {

		boolean hasMore(long spansSoFar) {
			return spansSoFar < this.spans && System.nanoTime() - this.start < this.durationNanos;
		}

		void pause(long spansSoFar) {
			if (this.spansPerSecond > 0) {
				LockSupport
					.parkNanos((long) (spansSoFar / this.spansPerSecond * 1e9) - (System.nanoTime() - this.start));
			}
		}

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

		private Sent plus(Payload payload) {
			return new Sent(this.spans + payload.spans(), this.traces + payload.traces(), this.requests + 1,
					this.refused, this.nanos);
		}

		private Sent plusRefused() {
			return new Sent(this.spans, this.traces, this.requests, this.refused + 1, this.nanos);
		}

		private Sent until(long afterNanos) {
			return new Sent(this.spans, this.traces, this.requests, this.refused, afterNanos);
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
