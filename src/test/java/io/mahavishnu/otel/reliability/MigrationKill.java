package io.mahavishnu.otel.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.mahavishnu.otel.duckdb.MigratingMain;

import org.springframework.util.FileSystemUtils;

/**
 * Kills a newer release while it brings a copy of the data to its version, lets it start
 * again, and compares what it then has with the ledger.
 */
final class MigrationKill {

	private static final long MIGRATION_NANOS = 300_000_000;

	private final Path data;

	private final Ledger ledger;

	private final Findings findings;

	private final Random random;

	MigrationKill(Path data, Ledger ledger, Findings findings, Random random) {
		this.data = data;
		this.ledger = ledger;
		this.findings = findings;
		this.random = random;
	}

	/** Whether the kill came between the beginning and the end of the migration. */
	boolean run() throws IOException, InterruptedException {
		Path copy = this.data.resolve("migrated");
		FileSystemUtils.deleteRecursively(copy);
		Files.createDirectories(copy);
		copyStore(copy);
		Process killed = migrate(copy);
		boolean hit;
		try (BufferedReader output = killed.inputReader()) {
			List<String> lines = new ArrayList<>();
			readUntil(MigratingMain.BEGIN, output, lines);
			LockSupport.parkNanos(this.random.nextLong(MIGRATION_NANOS));
			killed.toHandle().destroyForcibly();
			readUntil(MigratingMain.DONE, output, lines);
			hit = !lines.contains(MigratingMain.DONE);
		}
		killed.waitFor();
		compare(migrateToTheEnd(copy));
		return hit;
	}

	private void copyStore(Path copy) throws IOException {
		try (Stream<Path> files = Files.list(this.data)) {
			for (Path file : files.filter(Files::isRegularFile)
				.filter((each) -> each.getFileName().toString().startsWith("traces.duckdb"))
				.toList()) {
				Files.copy(file, copy.resolve(file.getFileName()));
			}
		}
	}

	private Map<String, Set<String>> migrateToTheEnd(Path copy) throws IOException, InterruptedException {
		Process process = migrate(copy);
		List<String> lines;
		try (BufferedReader output = process.inputReader()) {
			lines = output.lines().toList();
		}
		if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
			this.findings.report("lost", "the migration did not end after a kill: " + lines);
		}
		Map<String, Set<String>> spans = new HashMap<>();
		for (String line : lines) {
			if (line.startsWith(MigratingMain.SPAN)) {
				String[] ids = line.substring(MigratingMain.SPAN.length()).split(" ");
				if (!spans.computeIfAbsent(ids[0], (_) -> new HashSet<>()).add(ids[1])) {
					this.findings.report("doubled", line + " after a migration");
				}
			}
		}
		return spans;
	}

	private void compare(Map<String, Set<String>> migrated) {
		this.ledger.all().forEach((trace, entry) -> {
			Set<String> spans = migrated.getOrDefault(trace, Set.of());
			boolean gone = entry.deletion() != Ledger.Deletion.NONE && spans.isEmpty();
			if (!gone && entry.deletion() != Ledger.Deletion.SENT && !spans.containsAll(entry.acknowledged())) {
				this.findings.report("lost", trace + " has " + spans + " after a migration");
			}
			if (!entry.sent().containsAll(spans)) {
				this.findings.report("foreign", trace + " has " + spans + " after a migration");
			}
		});
	}

	private static void readUntil(String end, BufferedReader output, List<String> lines) throws IOException {
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			lines.add(line);
			if (line.equals(end)) {
				return;
			}
		}
	}

	private static Process migrate(Path copy) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp",
				System.getProperty("java.class.path"), MigratingMain.class.getName(),
				copy.resolve("traces.duckdb").toString())
			.redirectErrorStream(true)
			.start();
	}

}
