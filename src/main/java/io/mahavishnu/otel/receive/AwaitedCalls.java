package io.mahavishnu.otel.receive;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;

import org.springframework.stereotype.Component;

/**
 * Lets calls of gRPC in: refuses them at once when there is no room, before their
 * messages are read, and ends those whose message does not arrive in time. Thread-safe.
 */
@Component
final class AwaitedCalls implements AutoCloseable {

	private final RequestGate gate;

	private final BytesInFlight inFlight;

	private final Duration messageTimeout;

	private final ScheduledThreadPoolExecutor clock;

	AwaitedCalls(RequestGate gate, BytesInFlight inFlight, ReceiveProperties properties) {
		this.gate = gate;
		this.inFlight = inFlight;
		this.messageTimeout = properties.messageTimeout();
		this.clock = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("otlp-grpc-clock").factory());
		this.clock.setRemoveOnCancelPolicy(true);
	}

	/**
	 * A handler that is asked only for calls that are let in.
	 * @param handler handles calls that take one message
	 * @param refusal a problem as what the caller gets
	 */
	<Q, A> ServerCallHandler<Q, A> guard(ServerCallHandler<Q, A> handler,
			Function<TraceProblem, StatusRuntimeException> refusal) {
		return (call, headers) -> {
			RequestGate.Place place;
			try {
				this.inFlight.requireRoom();
				place = this.gate.enter();
			}
			catch (TraceProblem problem) {
				close(call, refusal.apply(problem));
				return new ServerCall.Listener<>() {
				};
			}
			AtomicBoolean decided = new AtomicBoolean();
			Future<?> cut = this.clock.schedule(() -> {
				if (decided.compareAndSet(false, true)) {
					close(call, refusal.apply(new TraceProblem(ProblemType.REQUEST_TIMEOUT,
							"the message did not arrive within " + this.messageTimeout.toMillis() + " ms")));
				}
			}, this.messageTimeout.toMillis(), TimeUnit.MILLISECONDS);
			return new Awaited<>(handler.startCall(call, headers), decided, cut, place);
		};
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

	private static void close(ServerCall<?, ?> call, StatusRuntimeException refusal) {
		Metadata trailers = refusal.getTrailers();
		call.close(Status.fromThrowable(refusal), (trailers != null) ? trailers : new Metadata());
	}

	/** Hands the call on when its message is there, unless it was ended before. */
	private static final class Awaited<Q> extends ForwardingServerCallListener.SimpleForwardingServerCallListener<Q> {

		private final AtomicBoolean decided;

		private final Future<?> cut;

		private final RequestGate.Place place;

		Awaited(ServerCall.Listener<Q> listener, AtomicBoolean decided, Future<?> cut, RequestGate.Place place) {
			super(listener);
			this.decided = decided;
			this.cut = cut;
			this.place = place;
		}

		@Override
		public void onHalfClose() {
			if (this.decided.compareAndSet(false, true)) {
				this.cut.cancel(false);
				super.onHalfClose();
			}
		}

		@Override
		public void onCancel() {
			end();
			super.onCancel();
		}

		@Override
		public void onComplete() {
			end();
			super.onComplete();
		}

		private void end() {
			this.cut.cancel(false);
			this.place.close();
		}

	}

}
