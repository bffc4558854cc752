package io.mahavishnu.otel.reliability;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/** What was acknowledged is there after kill -9 at any moment. */
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {

	private static final int KILLS = 20;

	@TempDir
	private Path folder;

	@Test
	void everythingAcknowledged_isReadAndFound_howeverOftenTheServiceIsKilled() throws Exception {
		ByteArrayOutputStream told = new ByteArrayOutputStream();
		CrashReport report = CrashHarness.run(this.folder, KILLS, 20_26, 1,
				new PrintStream(told, true, StandardCharsets.UTF_8));
		assertThat(report.findings().lines()).as(told.toString(StandardCharsets.UTF_8)).isEmpty();
		assertThat(report.acknowledgedSpans()).isGreaterThan(KILLS);
		assertThat(report.kills().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(KILLS);
	}

	@Test
	void aRunThatCannotGoOn_saysSoAtOnceAndInItsReport() throws Exception {
		Path lane = Files.createDirectories(this.folder.resolve("lane-0"));
		Files.writeString(lane.resolve("traces.duckdb"), "no database");
		ByteArrayOutputStream told = new ByteArrayOutputStream();
		CrashReport report = CrashHarness.run(this.folder, 1, 1, 1,
				new PrintStream(told, true, StandardCharsets.UTF_8));
		assertThat(report.findings().count("unfinished")).isOne();
		assertThat(report.table()).containsPattern("unfinished +1");
		assertThat(told.toString(StandardCharsets.UTF_8)).contains("unfinished: ");
	}

}
