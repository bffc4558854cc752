package io.mahavishnu.otel.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
	private static final List<String> SETTINGS = List.of("store.checkpoint-size=64KB", "index.commit-interval=200ms",
			"index.quiet-period=100ms", "index.ram-buffer-size=1MB", "store.figures-spans=1000");

	private static final int SAMPLE = 50;

	private final Path folder;

	private final Random random;

	private final Ledger ledger;

	private final Duration pause;

	private final Consumer<String> progress;

	private final Kills killing;

	private final Findings findings;

	private final Deque<Moment> planned = new ArrayDeque<>();

	private final Map<Moment, Integer> kills = new EnumMap<>(Moment.class);

	private final List<Duration> recoveries = new ArrayList<>();

	/**
	 * A run on a folder.
	 * @param pause between two requests of a sender
	 * @param progress told of each kill and each finding, a line each
	 */
	CrashRun(Path folder, long seed, Ledger ledger, Duration pause, Consumer<String> progress) {
		this.folder = folder;
		this.random = new Random(seed);
		this.ledger = ledger;
		this.pause = pause;
		this.progress = progress;
		this.findings = new Findings(progress);
		this.killing = new Kills(folder, ledger, this.random);
	}

	/**
	 * Kills so many times, and checks everything at the end. When that cannot go on, the
	 * report says so as a finding, and holds what was found until then.
	 */
	CrashReport run(int rounds) throws IOException, InterruptedException {
		try {
			killAll(rounds);
			checkAll();
		}
		catch (AssertionError | RuntimeException stopped) {
			this.findings.report("unfinished", String.valueOf(stopped.getMessage()));
		}
		return new CrashReport(this.kills, this.ledger.traces().size(), this.ledger.sentSpans(),
				this.ledger.acknowledgedSpans(), this.recoveries, this.findings);
	}

	private void killAll(int rounds) throws IOException, InterruptedException {
		for (int round = 1; round <= rounds; round++) {
			if (this.planned.isEmpty()) {
				this.planned.addAll(Moment.twenty(this.random));
			}
			Moment aim = this.planned.remove();
			long before = System.nanoTime();
			boolean hit = kill(aim);
			this.kills.merge(hit ? aim : Moment.LOAD, 1, Integer::sum);
			this.progress.accept(String.format(Locale.ROOT, "kill %d of %d: %s %s, %d ms, %d spans acknowledged", round,
					rounds, aim.name().toLowerCase(Locale.ROOT), hit ? "hit" : "missed",
					Duration.ofNanos(System.nanoTime() - before).toMillis(), this.ledger.acknowledgedSpans()));
		}
	}

	private void checkAll() {
		Map<String, Ledger.Entry> all = this.ledger.all();
		try (ServiceProcess service = start(Moment.LOAD)) {
			Check check = new Check(service, this.findings);
			check.byId(all);
			check.bySearch(all);
			check.asAWhole(all);
			service.stop();
		}
	}

	private boolean kill(Moment moment) throws IOException, InterruptedException {
		return switch (moment) {
			case LOAD -> killAfterACheck();
			case START -> {
				try (ServiceProcess service = command(moment).launch()) {
					yield underLoad(service, () -> this.killing.duringStart(service, startTakes()));
				}
			}
			case REBUILD -> {
				FileSystemUtils.deleteRecursively(this.folder.resolve("traces.index"));
				yield killStarted(moment, this.killing::duringRebuild);
			}
			case CHECKPOINT -> killStarted(moment, this.killing::duringCheckpoint);
			case RETENTION -> killStarted(moment, this.killing::duringRetention);
			case PURGE -> killStarted(moment, this.killing::duringPurge);
			case MIGRATION -> new MigrationKill(this.folder, this.ledger, this.findings, this.random).run();
		};
	}

	private boolean killAfterACheck() {
		try (ServiceProcess service = start(Moment.LOAD)) {
			Check check = new Check(service, this.findings);
			check.byId(this.ledger.changed());
			check.bySearch(sample());
			return underLoad(service, () -> this.killing.underLoad(service));
		}
	}

	private boolean killStarted(Moment moment, Killing killing) {
		try (ServiceProcess service = start(moment)) {
			return underLoad(service, () -> killing.kill(service));
		}
	}

	private boolean underLoad(ServiceProcess service, BooleanSupplier kill) {
		this.killing.loadBegins();
		try (Load _ = Load.start(this.ledger, service, this.random, this.pause)) {
			return kill.getAsBoolean();
		}
	}

	private ServiceProcess start(Moment moment) {
		long before = System.nanoTime();
		ServiceProcess service = command(moment).start();
		this.recoveries.add(Duration.ofNanos(System.nanoTime() - before));
		return service;
	}

	private ServiceCommand command(Moment moment) {
		return new ServiceCommand(this.folder).with(Stream.of(SETTINGS, Kills.settings(moment))
			.flatMap(List::stream)
			.map((setting) -> "--mahavishnu.otel-ingester." + setting)
			.toArray(String[]::new));
	}

	/** A little more than a start takes here. */
	private Duration startTakes() {
		List<Duration> sorted = this.recoveries.stream().sorted().toList();
		Duration median = sorted.isEmpty() ? Duration.ofSeconds(3) : sorted.get(sorted.size() / 2);
		return median.multipliedBy(5).dividedBy(4);
	}

	private Map<String, Ledger.Entry> sample() {
		List<String> traces = this.ledger.traces();
		Collections.shuffle(traces, this.random);
		return this.ledger.of(traces.subList(0, Math.min(SAMPLE, traces.size())));
	}

	/** Kills a service at a moment, and tells whether that was hit. */
	private interface Killing {

		boolean kill(ServiceProcess service);

	}

}
