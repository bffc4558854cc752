package io.mahavishnu.otel.reliability;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import io.mahavishnu.otel.ServiceClient;
import io.mahavishnu.otel.ServiceCommand;
import io.mahavishnu.otel.ServiceProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A read-only disk stops the start. A full disk stops writes, not reads, and passes when
 * there is space again.
 */
class FullDiskTest {

	@TempDir
	private Path folder;

	@Test
	void aFullDisk_refusesWritesAndServesReads_andItsSpaceMakesUpForIt() throws Exception {
		assumeThat(SmallDisk.isPossible()).as("mount namespaces can be made here").isTrue();
		Path place = this.folder.resolve("disk");
		try (SmallDisk disk = SmallDisk.make(place, 48);
				Ledger ledger = new Ledger(this.folder.resolve("ledger.txt"))) {
			ServiceCommand command = new ServiceCommand(this.folder).behind(disk.wrapper())
				.with("--mahavishnu.otel-ingester.hot-store-path=" + place.resolve("traces.duckdb"),
						"--mahavishnu.otel-ingester.index.commit-interval=500ms",
						"--mahavishnu.otel-ingester.index.quiet-period=100ms");
			try (ServiceProcess service = command.start()) {
				Random random = new Random(1);
				TraceRequest before = send(service, ledger, random);
				disk.fill();
				assertRefusesWritesAndReads(service, ledger, random, before);
				disk.empty();
				Awaitility.await()
					.atMost(Duration.ofSeconds(30))
					.until(() -> service.client().post("/api/traces?wait=false", next(ledger, random)).status() == 202);
				send(service, ledger, random);
				assertWhole(service, ledger);
				service.kill();
			}
			try (ServiceProcess service = command.start()) {
				assertWhole(service, ledger);
			}
		}
	}

	@Test
	void aReadOnlyDisk_endsTheStartWithOneLine() throws Exception {
		assumeThat(SmallDisk.isPossible()).as("mount namespaces can be made here").isTrue();
		Path place = this.folder.resolve("disk");
		try (SmallDisk disk = SmallDisk.make(place, 8)) {
			disk.makeReadOnly();
			ServiceCommand command = new ServiceCommand(this.folder).behind(disk.wrapper())
				.with("--mahavishnu.otel-ingester.hot-store-path=" + place.resolve("traces.duckdb"));
			try (ServiceProcess service = command.launch()) {
				assertThat(service.waitForEnd(Duration.ofSeconds(90))).isNotZero();
				assertThat(service.log().lines())
					.anyMatch((line) -> line.contains("cannot be written") && line.contains("hot-store-path"));
				assertThat(service.log()).doesNotContain("\tat ");
			}
		}
	}

	private static void assertRefusesWritesAndReads(ServiceProcess service, Ledger ledger, Random random,
			TraceRequest before) {
		ServiceClient client = service.client();
		int refusals = 0;
		for (int i = 0; i < 500 && refusals < 20; i++) {
			// What fits into blocks that the log has already may still be taken.
			TraceRequest request = TraceRequest.first(random);
			ledger.sending(request);
			Instant sent = Instant.now();
			ServiceClient.Answer answer = client.post("/api/traces?wait=false", WireForms.simpleJson(request));
			assertThat(answer.status()).as("%s", answer).isIn(202, 503);
			if (answer.status() == 202) {
				ledger.acknowledged(request, sent);
			}
			else {
				refusals++;
				assertThat(answer.headers().firstValue("Retry-After")).isPresent();
			}
			assertThat(client.get("/api/traces/" + before.traceId()).status()).isEqualTo(200);
			assertThat(client.search(before.word(), "&mode=keyword").body().get("results")).hasSize(1);
		}
		assertThat(refusals).isEqualTo(20);
	}

	private static TraceRequest send(ServiceProcess service, Ledger ledger, Random random) {
		TraceRequest request = TraceRequest.first(random);
		ledger.sending(request);
		Instant sent = Instant.now();
		assertThat(service.client().post("/api/traces", WireForms.simpleJson(request)).status()).isEqualTo(201);
		ledger.acknowledged(request, sent);
		return request;
	}

	private static String next(Ledger ledger, Random random) {
		TraceRequest request = TraceRequest.first(random);
		ledger.sending(request);
		return WireForms.simpleJson(request);
	}

	private static void assertWhole(ServiceProcess service, Ledger ledger) {
		Findings findings = new Findings();
		Check check = new Check(service, findings);
		Map<String, Ledger.Entry> all = new HashMap<>(ledger.all());
		check.byId(all);
		check.bySearch(all);
		check.asAWhole(all);
		assertThat(findings.lines()).isEmpty();
	}

}
