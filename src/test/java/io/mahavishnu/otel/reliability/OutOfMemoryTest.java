package io.mahavishnu.otel.reliability;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

import io.mahavishnu.otel.ServiceCommand;
import io.mahavishnu.otel.ServiceProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** With far too little memory the service refuses or ends, and loses nothing. */
class OutOfMemoryTest {

	private static final int ENDED_OUT_OF_MEMORY = 3;

	@TempDir
	private Path folder;

	@Test
	void aHeapThatIsTooSmall_losesNothingAcknowledged() throws Exception {
		ServiceCommand command = new ServiceCommand(this.folder);
		try (Ledger ledger = new Ledger(this.folder.resolve("ledger.txt"))) {
			ServiceProcess starved = command.jvm("-Xmx64m", "-XX:+ExitOnOutOfMemoryError").launch();
			try (starved; Load _ = Load.start(ledger, starved, new Random(5), Duration.ZERO)) {
				Awaitility.await()
					.atMost(Duration.ofSeconds(90))
					.until(() -> !starved.isAlive() || ledger.acknowledgedSpans() > 2000);
				if (!starved.isAlive()) {
					assertThat(starved.waitForEnd(Duration.ofSeconds(1))).isEqualTo(ENDED_OUT_OF_MEMORY);
				}
				starved.kill();
			}
			try (ServiceProcess service = command.start()) {
				Findings findings = new Findings();
				Check check = new Check(service, findings);
				check.byId(ledger.all());
				check.bySearch(ledger.all());
				check.asAWhole(ledger.all());
				assertThat(findings.lines()).isEmpty();
			}
		}
	}

}
