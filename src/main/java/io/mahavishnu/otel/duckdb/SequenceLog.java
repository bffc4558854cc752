package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.OptionalLong;

import io.mahavishnu.otel.store.LogPosition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives sequence numbers to changes, and notes the last one that is durable. A number is
 * never given twice, also when its change failed. Numbers are taken by the writer alone;
 * anyone may ask for the head.
 */
final class SequenceLog implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SequenceLog.class);

	private final @Nullable AcknowledgedPosition acknowledged;

	private final StoreHealth.@Nullable Shortfall shortfall;

	private final LogPosition found;

	/** DuckDB's log, while what it holds is not known to be durable and noted. */
	private @Nullable Path unsure;

	private long last;

	private long stored;

	private volatile LogPosition head;

	private SequenceLog(@Nullable AcknowledgedPosition acknowledged, StoreHealth.@Nullable Shortfall shortfall,
			long stored, long last, @Nullable Path unsure) {
		this.unsure = unsure;
		this.acknowledged = acknowledged;
		this.shortfall = shortfall;
		this.found = new LogPosition(stored);
		this.last = last;
		this.stored = last;
		this.head = new LogPosition(last);
	}

	/**
	 * Continues after what a database holds, or after what was acknowledged when that is
	 * more.
	 * @throws StoreOpenException when the file beside the database cannot be used
	 */
	static SequenceLog open(DatabaseLocation location, long stored) {
		if (!(location instanceof DatabaseLocation.OnDisk onDisk)) {
			return new SequenceLog(null, null, stored, stored, null);
		}
		try {
			AcknowledgedPosition file = AcknowledgedPosition.open(onDisk.acknowledged());
			OptionalLong noted = file.read();
			if (noted.isEmpty() && file.isWritten()) {
				logger.error("{} is damaged: whether all acknowledged changes are in the store cannot be told",
						onDisk.acknowledged());
			}
			else if (noted.isEmpty() && stored > 0) {
				logger.warn("{} is missing: whether all acknowledged changes are in the store cannot be told",
						onDisk.acknowledged());
			}
			long acknowledged = noted.orElse(0);
			if (acknowledged == stored) {
				return new SequenceLog(file, null, stored, stored, null);
			}
			if (acknowledged < stored) {
				return ofACrash(new SequenceLog(file, null, stored, stored, onDisk.log()));
			}
			logger.error(
					"DATA LOSS: store {} holds changes up to {} but changes up to {} were acknowledged; the end of its"
							+ " log was lost. What senders still have should be sent again",
					location.shown(), stored, acknowledged);
			return new SequenceLog(file, new StoreHealth.Shortfall(acknowledged, stored), stored, acknowledged, null);
		}
		catch (IOException failure) {
			throw new StoreOpenException(StoreOpenException.Reason.NOT_WRITABLE,
					"The file " + onDisk.acknowledged()
							+ " beside the store cannot be written: check its folder or choose another hot-store-path",
					failure);
		}
	}

	private static SequenceLog ofACrash(SequenceLog log) {
		try {
			log.vouch(Objects.requireNonNull(log.unsure));
		}
		catch (UncheckedIOException failure) {
			logger.warn("What a crash left in the log could not be noted yet; it is with the next commit", failure);
		}
		return log;
	}

	/**
	 * What a crash left stored and not noted may lie in the log without being forced to
	 * the disk; who sends it again is told that it is durable.
	 * @throws UncheckedIOException when it cannot be written
	 */
	private void vouch(Path log) {
		if (Files.exists(log)) {
			try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
				channel.force(true);
			}
			catch (IOException failure) {
				throw new UncheckedIOException(failure);
			}
		}
		note();
		this.unsure = null;
	}

	/** The next number. */
	long next() {
		return ++this.last;
	}

	/** The number last given, durable or not. */
	LogPosition last() {
		return new LogPosition(this.last);
	}

	/** Notes that the changes up to the last number are in the database. */
	void stored() {
		this.stored = this.last;
	}

	/**
	 * Notes that all changes that are in the database are durable; returns when that
	 * would survive a crash, too. What could not be noted is with the next call.
	 * @throws UncheckedIOException when it cannot be written
	 */
	void commit() {
		if (this.unsure != null) {
			vouch(this.unsure);
		}
		if (this.stored == this.head.value()) {
			return;
		}
		note();
		this.head = new LogPosition(this.stored);
	}

	private void note() {
		if (this.acknowledged != null) {
			this.acknowledged.write(this.stored);
		}
	}

	/** The last durable change. */
	LogPosition head() {
		return this.head;
	}

	/** The last change that the database held when it was opened. */
	LogPosition found() {
		return this.found;
	}

	/** What was missing at the opening, or null. */
	StoreHealth.@Nullable Shortfall shortfall() {
		return this.shortfall;
	}

	@Override
	public void close() {
		if (this.acknowledged != null) {
			try {
				this.acknowledged.close();
			}
			catch (IOException failure) {
				throw new UncheckedIOException(failure);
			}
		}
	}

}
