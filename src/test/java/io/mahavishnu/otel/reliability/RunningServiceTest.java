package io.mahavishnu.otel.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.mahavishnu.otel.ServiceClient;
import io.mahavishnu.otel.ServiceCommand;
import io.mahavishnu.otel.ServiceProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** One service, looked at while it runs, damaged, and asked to end under load. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunningServiceTest {

	@TempDir
	private static Path folder;

	private static ServiceCommand command = new ServiceCommand(Path.of("."));

	private static ServiceProcess service;

	@org.junit.jupiter.api.BeforeAll
	static void start() {
		command = new ServiceCommand(folder).with("--mahavishnu.otel-ingester.index.commit-interval=500ms",
				"--mahavishnu.otel-ingester.index.quiet-period=100ms");
		service = command.start();
	}

	@org.junit.jupiter.api.AfterAll
	static void end() {
		service.close();
	}

	@Test
	@Order(1)
	void anAnswer_isWrittenAfterTheLogAndTheGuardAreOnDisk() throws Exception {
		Path calls = folder.resolve("calls.txt");
		assumeThat(traceCalls(calls)).as("strace can follow a process here").isTrue();
		ServiceClient client = service.client();
		assertThat(
				client.post("/api/traces?wait=false", WireForms.simpleJson(TraceRequest.first(new Random(7)))).status())
			.isEqualTo(202);
		Awaitility.await().until(() -> Files.readString(calls).contains("HTTP/1.1 202"));
		List<String> lines = Files.readAllLines(calls);
		int log = endOfCall(lines, "sync(", "traces.duckdb.wal>");
		int guard = endOfCall(lines, "sync(", "traces.duckdb.ack>");
		int answer = indexOf(lines, 0, "HTTP/1.1 202");
		assertThat(List.of(log, guard, answer)).as("%s", lines).isSorted().doesNotContain(-1).doesNotHaveDuplicates();
	}

	@Test
	@Order(2)
	void anIndexThatIsTakenAway_isMadeAgainWhileTheServiceAnswers() throws Exception {
		ServiceClient client = service.client();
		TraceRequest before = send(client, 8);
		// moved, since the service may write while files are deleted one by one
		Files.move(folder.resolve("traces.index"), folder.resolve("taken-away"));
		TraceRequest after = send(client, 9);
		assertThat(client.get("/api/traces/" + before.traceId()).status()).isEqualTo(200);
		assertThat(client.get("/api/traces/" + after.traceId()).status()).isEqualTo(200);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> isFound(client, before) && isFound(client, after)
					&& Files.isDirectory(folder.resolve("traces.index"))
					&& client.get("/actuator/health").body().at("/components/index/status").asString().equals("UP"));
	}

	@Test
	@Order(3)
	void aServiceThatIsAskedToEndUnderLoad_losesNothingAndEndsInTime() throws Exception {
		try (Ledger ledger = new Ledger(folder.resolve("ledger.txt"))) {
			try (Load _ = Load.start(ledger, service, new Random(3), Duration.ofMillis(5))) {
				Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ledger.acknowledgedSpans() > 300);
				service.terminate();
				assertThat(service.waitForEnd(Duration.ofSeconds(30))).isIn(0, 143);
			}
			assertThat(service.log()).contains("Commencing graceful shutdown").doesNotContain("not acknowledged");
			assertThat(folder.resolve("traces.duckdb.wal")).satisfiesAnyOf((log) -> assertThat(log).doesNotExist(),
					(log) -> assertThat(log).isEmptyFile());
			service = command.start();
			Findings findings = new Findings();
			Check check = new Check(service, findings);
			check.byId(ledger.all());
			check.bySearch(ledger.all());
			assertThat(findings.lines()).isEmpty();
		}
	}

	private static TraceRequest send(ServiceClient client, long seed) {
		TraceRequest request = TraceRequest.first(new Random(seed));
		assertThat(client.post("/api/traces?wait=" + (seed == 8), WireForms.simpleJson(request)).status()).isIn(201,
				202);
		return request;
	}

	private static boolean isFound(ServiceClient client, TraceRequest request) {
		return client.search(request.word(), "&mode=keyword").body().get("results").size() == 1;
	}

	/** Begins to write the service's calls of the kernel to a file. */
	private static boolean traceCalls(Path calls) throws InterruptedException {
		try {
			Process strace = new ProcessBuilder("strace", "-f", "-y", "-s", "24", "-e",
					"trace=fsync,fdatasync,write,writev,sendto,sendmsg", "-p", Long.toString(service.pid()), "-o",
					calls.toString())
				.redirectErrorStream(true)
				.start();
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !strace.isAlive() || attached());
			return !strace.waitFor(100, TimeUnit.MILLISECONDS);
		}
		catch (IOException _) {
			return false;
		}
	}

	/** Whether every thread of the service is being traced. */
	private static boolean attached() throws IOException {
		try (var threads = Files.list(Path.of("/proc/" + service.pid() + "/task"))) {
			for (Path thread : threads.toList()) {
				if (Files.readString(thread.resolve("status")).contains("TracerPid:\t0")) {
					return false;
				}
			}
			return true;
		}
	}

	/**
	 * The line where the first call on a file returns, after perhaps being interrupted.
	 */
	private static int endOfCall(List<String> lines, String call, String file) {
		int begin = indexOf(lines, 0, call, file);
		if (begin < 0 || !lines.get(begin).contains("unfinished")) {
			return begin;
		}
		String thread = lines.get(begin).split(" ", 2)[0] + " ";
		return indexOf(lines, begin, thread, "resumed");
	}

	private static int indexOf(List<String> lines, int from, String... texts) {
		for (int i = from; i < lines.size(); i++) {
			if (List.of(texts).stream().allMatch(lines.get(i)::contains)) {
				return i;
			}
		}
		return -1;
	}

}
