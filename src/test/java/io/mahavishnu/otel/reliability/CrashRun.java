package io.mahavishnu.otel.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.mahavishnu.otel.ServiceCommand;
import io.mahavishnu.otel.ServiceProcess;
import org.springframework.util.FileSystemUtils;

/**
 * Kills the service again and again at random moments under load, starts it again on what
 * it left, and compares that with the ledger. The same seed gives the same kinds of
 * rounds and the same requests; the moments themselves are the machine's.
 */
final class CrashRun {

	/**
	 * Small thresholds, so that DuckDB's checkpoints, Lucene's segments and commits come
	 * many times a second.
	 */
	private static final String[] SETTINGS = { "--mahavishnu.otel-ingester.store.checkpoint-size=64KB",
			"--mahavishnu.otel-ingester.index.commit-interval=200ms",
			"--mahavishnu.otel-ingester.index.quiet-period=100ms",
			"--mahavishnu.otel-ingester.index.ram-buffer-size=1MB" };

	private static final int SAMPLE = 50;

	private static final int ACKNOWLEDGED_MAX = 600;

	private static final Duration LOAD_MAX = Duration.ofSeconds(3);

	private static final long LOAD_NANOS = 30_000_000;

	private final ServiceCommand command;

	private final Random random;

	private final Ledger ledger;

	private final Duration pause;

	private final Findings findings = new Findings();

	private final Map<Moment, Integer> kills = new EnumMap<>(Moment.class);

	private final List<Duration> recoveries = new ArrayList<>();

	CrashRun(Path folder, long seed, Ledger ledger, Duration pause) {
		this.command = new ServiceCommand(folder).with(SETTINGS);
		this.random = new Random(seed);
		this.ledger = ledger;
		this.pause = pause;
	}

	/** When the service is killed. */
	enum Moment {

		/** Under load. */
		LOAD,
		/** While it starts, and perhaps recovers. */
		START,
		/** Under load while it makes its index again. */
		REBUILD

	}

	/** Kills so many times, and checks everything at the end. */
	CrashReport run(int rounds) throws IOException {
		for (int round = 0; round < rounds; round++) {
			switch (this.random.nextInt(10)) {
				case 0, 1, 2 -> killWhileStarting();
				case 3 -> killWhileRebuilding();
				default -> killUnderLoad();
			}
		}
		Map<String, Ledger.Entry> all = this.ledger.all();
		try (ServiceProcess service = start()) {
			Check check = new Check(service, this.findings);
			check.byId(all);
			check.bySearch(all);
			check.asAWhole(all);
			service.stop();
		}
		return report(all.size());
	}

	private void killUnderLoad() {
		try (ServiceProcess service = start()) {
			Check check = new Check(service, this.findings);
			check.byId(this.ledger.changed());
			check.bySearch(sample());
			loadAndKill(service, Moment.LOAD);
		}
	}

	private void killWhileStarting() {
		try (ServiceProcess service = this.command.launch()) {
			loadAndKill(service, Moment.START);
		}
	}

	private void killWhileRebuilding() throws IOException {
		FileSystemUtils.deleteRecursively(this.command.folder().resolve("traces.index"));
		try (ServiceProcess service = start()) {
			loadAndKill(service, Moment.REBUILD);
		}
	}

	private ServiceProcess start() {
		long before = System.nanoTime();
		ServiceProcess service = this.command.start();
		this.recoveries.add(Duration.ofNanos(System.nanoTime() - before));
		return service;
	}

	/** Kills after a random number of acknowledgements and a random moment more. */
	private void loadAndKill(ServiceProcess service, Moment moment) {
		try (Load _ = Load.start(this.ledger, service, this.random, this.pause)) {
			long target = this.ledger.acknowledgedSpans() + this.random.nextInt(ACKNOWLEDGED_MAX);
			long last = System.nanoTime() + LOAD_MAX.toNanos();
			while (moment != Moment.START && this.ledger.acknowledgedSpans() < target && System.nanoTime() < last) {
				LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
			}
			LockSupport.parkNanos(this.random.nextLong((moment == Moment.START) ? startNanos() : LOAD_NANOS));
			service.kill();
		}
		this.kills.merge(moment, 1, Integer::sum);
	}

	/** A little more than a start takes here. */
	private long startNanos() {
		List<Duration> sorted = this.recoveries.stream().sorted().toList();
		Duration median = sorted.isEmpty() ? Duration.ofSeconds(3) : sorted.get(sorted.size() / 2);
		return median.multipliedBy(5).dividedBy(4).toNanos();
	}

	private Map<String, Ledger.Entry> sample() {
		List<String> traces = this.ledger.traces();
		Collections.shuffle(traces, this.random);
		return this.ledger.of(traces.subList(0, Math.min(SAMPLE, traces.size())));
	}

	private CrashReport report(int traces) {
		return new CrashReport(new HashMap<>(this.kills), traces, this.ledger.sentSpans(),
				this.ledger.acknowledgedSpans(), List.copyOf(this.recoveries), this.findings);
	}

}
