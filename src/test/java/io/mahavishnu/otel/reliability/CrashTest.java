package io.mahavishnu.otel.reliability;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What was acknowledged is there after kill -9 at any moment. */
class CrashTest {

	private static final int KILLS = 20;

	@TempDir
	private Path folder;

	@Test
	void everythingAcknowledged_isReadAndFound_howeverOftenTheServiceIsKilled() throws Exception {
		CrashReport report = CrashHarness.run(this.folder, KILLS, 20_26, 1, System.out);
		assertThat(report.findings().lines()).isEmpty();
		assertThat(report.acknowledgedSpans()).isGreaterThan(KILLS);
		assertThat(report.kills().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(KILLS);
	}

}
