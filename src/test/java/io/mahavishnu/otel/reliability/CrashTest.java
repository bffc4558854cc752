package io.mahavishnu.otel.reliability;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What was acknowledged is there after kill -9 at any moment. */
class CrashTest {

	private static final int KILLS = 8;

	@TempDir
	private Path folder;

	@Test
	void everythingAcknowledged_isReadAndFound_howeverOftenTheServiceIsKilled() throws Exception {
		try (Ledger ledger = new Ledger(this.folder.resolve("ledger.txt"))) {
			CrashRun run = new CrashRun(this.folder, 20_26, ledger, Duration.ofMillis(10));
			CrashReport report = run.run(KILLS);
			assertThat(report.findings().lines()).isEmpty();
			assertThat(report.acknowledgedSpans()).isGreaterThan(KILLS);
		}
	}

}
