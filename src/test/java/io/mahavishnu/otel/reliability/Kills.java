package io.mahavishnu.otel.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.mahavishnu.otel.ServiceClient;
import io.mahavishnu.otel.ServiceProcess;

/**
 * Kills a service at a moment that it waits for, under load or not, and tells whether
 * that was hit: by what the service said last, or by the files that it left.
 */
final class Kills {

	/** How old a trace is that the service of {@link #duringRetention} removes. */
	static final Duration MAX_AGE = Duration.ofSeconds(15);

	private static final Duration LOAD_MAX = Duration.ofSeconds(3);

	private static final Duration WAIT_MAX = Duration.ofSeconds(30);

	private static final int ACKNOWLEDGED_MAX = 400;

	private static final int REMOVED_MAX = 20;

	private static final int DELETED = 3;

	private static final long LATER_NANOS = 30_000_000;

	private final Path folder;

	private final Ledger ledger;

	private final Random random;

	private Instant loadBegan = Instant.MIN;

	Kills(Path folder, Ledger ledger, Random random) {
		this.folder = folder;
		this.ledger = ledger;
		this.random = random;
	}

	/** Tells that a load begins now, which may send more of its own traces. */
	void loadBegins() {
		this.loadBegan = Instant.now();
	}

	/** After a random number of acknowledgements and a random moment more. */
	boolean underLoad(ServiceProcess service) {
		long target = this.ledger.acknowledgedSpans() + this.random.nextInt(ACKNOWLEDGED_MAX);
		await(LOAD_MAX, () -> this.ledger.acknowledgedSpans() >= target);
		return killLater(service, LATER_NANOS);
	}

	/** At any time of a start. */
	boolean duringStart(ServiceProcess service, Duration startTakes) {
		return killLater(service, startTakes.toNanos());
	}

	/**
	 * After the first write into the database file and before the log is removed, as the
	 * times of the files tell.
	 */
	boolean duringCheckpoint(ServiceProcess service) {
		long target = this.ledger.acknowledgedSpans() + this.random.nextInt(ACKNOWLEDGED_MAX);
		await(LOAD_MAX, () -> this.ledger.acknowledgedSpans() >= target);
		await(WAIT_MAX, this::isCheckpointUnderWay);
		service.kill();
		return isCheckpointUnderWay();
	}

	/** While the index is made again. */
	boolean duringRebuild(ServiceProcess service) {
		ServiceClient client = service.client();
		boolean rebuilding = isCatchingUp(client);
		for (int polls = this.random.nextInt(20); rebuilding && polls > 0; polls--) {
			rebuilding = isCatchingUp(client);
		}
		service.kill();
		return rebuilding;
	}

	/** After some traces were removed as too old, while there are more. */
	boolean duringRetention(ServiceProcess service) {
		ServiceClient client = service.client();
		int some = 1 + this.random.nextInt(REMOVED_MAX);
		boolean removing = await(WAIT_MAX, () -> client.metric("mahavishnu_retention_traces_total", "") >= some);
		killLater(service, LATER_NANOS);
		this.ledger.expire(MAX_AGE);
		return removing;
	}

	/** While the new database file is made, or takes the old one's place. */
	boolean duringPurge(ServiceProcess service) {
		ServiceClient client = service.client();
		this.ledger.anyKept(DELETED, this.loadBegan, this.random).forEach((trace) -> {
			this.ledger.deleted(trace, Ledger.Deletion.SENT);
			if (client.delete("/api/traces/" + trace).status() == 204) {
				this.ledger.deleted(trace, Ledger.Deletion.ACKNOWLEDGED);
			}
		});
		Path purge = this.folder.resolve("traces.duckdb.purge").resolve("traces.duckdb");
		await(WAIT_MAX, () -> Files.exists(purge));
		killLater(service, LATER_NANOS);
		return Files.exists(purge);
	}

	private boolean killLater(ServiceProcess service, long nanosMax) {
		LockSupport.parkNanos(this.random.nextLong(nanosMax));
		service.kill();
		return true;
	}

	private boolean isCheckpointUnderWay() {
		Path database = this.folder.resolve("traces.duckdb");
		Path log = this.folder.resolve("traces.duckdb.wal");
		try {
			FileTime logged = Files.getLastModifiedTime(log);
			return Files.size(log) > 0 && Files.getLastModifiedTime(database).compareTo(logged) > 0;
		}
		catch (NoSuchFileException _) {
			return false;
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
	}

	private static boolean isCatchingUp(ServiceClient client) {
		return client.get("/api/stats").body().at("/index/catching_up").asBoolean();
	}

	private static boolean await(Duration waitMax, BooleanSupplier condition) {
		long end = System.nanoTime() + waitMax.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) {
				return false;
			}
			LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
		}
		return true;
	}

	/** What lets a moment come soon, and last. */
	static List<String> settings(Moment moment) {
		return switch (moment) {
			case CHECKPOINT -> List.of("store.checkpoint-size=512KB");
			case REBUILD -> List.of("index.batch-traces-max=10");
			case RETENTION -> List.of("retention.max-age=" + MAX_AGE.toSeconds() + "s", "retention.hold-most=0",
					"retention.interval=100ms", "retention.step-traces=1");
			case PURGE -> List.of("retention.interval=100ms", "retention.purge-after=0");
			case LOAD, START, MIGRATION -> List.of();
		};
	}

}
