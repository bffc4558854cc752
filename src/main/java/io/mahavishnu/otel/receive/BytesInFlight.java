package io.mahavishnu.otel.receive;

import java.util.Locale;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Bounds what bodies hold in memory while they are decoded and until their spans are
 * durable, however many come at a time. Each body counts by its bytes, after
 * decompression, as they are read, so that a sender who names a length and is slow holds
 * nothing that he has not sent. Of a batch the trace that is being decoded counts.
 * Thread-safe.
 */
@Component
final class BytesInFlight {

	private final long max;

	private final ReceiveMeters meters;

	private long bytes;

	BytesInFlight(ReceiveProperties properties, ReceiveMeters meters, MeterRegistry registry) {
		this.max = properties.inFlightMax().toBytes();
		this.meters = meters;
		Gauge.builder("mahavishnu.receive.in.flight", this, BytesInFlight::bytes)
			.baseUnit("bytes")
			.description("Bodies that are being read or wait to be stored")
			.register(registry);
	}

	/** Begins a body; its share MUST be closed. */
	Share open(Transport transport) {
		return new Share(transport);
	}

	/** Begins a body that holds no traces; its share MUST be closed. */
	Share openOther() {
		return new Share(null);
	}

	/**
	 * Refuses a body that comes when there is no room, before any of it is read.
	 * @throws TraceProblem {@code OVERLOADED}
	 */
	void requireRoom() {
		if (bytes() >= this.max) {
			throw overloaded();
		}
	}

	/** How many bytes are in flight. */
	synchronized long bytes() {
		return this.bytes;
	}

	// A body counts for at most half of the maximum against what others hold: a large one
	// finds room while small ones come and go, and never two large ones at a time.
	private synchronized boolean take(long own, long count) {
		long others = this.bytes - own;
		if (others > 0 && others + Math.min(own + count, this.max / 2) > this.max) {
			return false;
		}
		this.bytes += count;
		return true;
	}

	private synchronized void giveBack(long count) {
		this.bytes -= count;
	}

	private TraceProblem overloaded() {
		return new TraceProblem(ProblemType.OVERLOADED,
				String.format(Locale.ROOT,
						"%d bytes of other requests are being taken in, of at most %d; "
								+ "send again later, or raise %sin-flight-max",
						bytes(), this.max, ReceiveProperties.PREFIX));
	}

	/**
	 * What one body holds. Taken by one thread at a time; closed by any, once or more.
	 */
	final class Share implements AutoCloseable {

		private final @Nullable Transport transport;

		private long taken;

		private boolean closed;

		private Share(@Nullable Transport transport) {
			this.transport = transport;
		}

		/**
		 * Counts bytes that were read.
		 * @throws TraceProblem {@code OVERLOADED} when there is no room for them
		 */
		synchronized void take(int count) {
			if (this.transport != null) {
				BytesInFlight.this.meters.countBytes(this.transport, count);
			}
			if (this.closed || !BytesInFlight.this.take(this.taken, count)) {
				throw overloaded();
			}
			this.taken += count;
		}

		/**
		 * Lets the share be so many bytes instead of what it was; they are not counted as
		 * read.
		 * @throws TraceProblem {@code OVERLOADED} when there is no room for them
		 */
		synchronized void hold(long bytes) {
			if (bytes < this.taken) {
				giveBack(this.taken - bytes);
			}
			else if (this.closed || !BytesInFlight.this.take(this.taken, bytes - this.taken)) {
				throw overloaded();
			}
			this.taken = bytes;
		}

		@Override
		public synchronized void close() {
			if (!this.closed) {
				this.closed = true;
				giveBack(this.taken);
			}
		}

	}

}
