package io.mahavishnu.otel.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.mahavishnu.otel.ServiceClient;
import io.mahavishnu.otel.ServiceProcess;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * Compares what a service has with the ledger: acknowledged ⊆ stored ⊆ sent, each span
 * once, by id and by search; deleted traces stay away.
 */
final class Check {

	private static final int THREADS = 4;

	private final ServiceClient client;

	private final Findings findings;

	Check(ServiceProcess service, Findings findings) {
		this.client = service.client();
		this.findings = findings;
	}

	/** Reads traces by their ids. */
	void byId(Map<String, Ledger.Entry> entries) {
		forEach(entries, this::readById);
	}

	/** Waits until everything is indexed, and finds traces by their words. */
	void bySearch(Map<String, Ledger.Entry> entries) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(5))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> this.client.get("/api/stats").body().at("/index/lag_changes").asInt(-1) == 0);
		forEach(entries, this::find);
	}

	/** The store as a whole: it misses nothing, and has no trace that was never sent. */
	void asAWhole(Map<String, Ledger.Entry> all) {
		JsonNode health = this.client.get("/actuator/health").body().at("/components/store");
		if (!health.get("status").asString().equals("UP")) {
			this.findings.report("lost", "the store is not whole: " + health);
		}
		long traces = this.client.get("/api/stats").body().get("traces").asLong();
		long most = all.values().stream().filter((each) -> each.deletion() != Ledger.Deletion.ACKNOWLEDGED).count();
		if (traces > most) {
			this.findings.report("foreign", "there are " + traces + " traces where " + most + " were sent");
		}
	}

	private void readById(String trace, Ledger.Entry entry) {
		ServiceClient.Answer answer = this.client.get("/api/traces/" + trace);
		List<String> spans = new ArrayList<>();
		switch (answer.status()) {
			case 200 -> answer.body().get("spans").forEach((span) -> spans.add(span.get("span_id").asString()));
			case 404 -> spans.clear();
			default -> throw new AssertionError("trace " + trace + " answers " + answer.status() + answer.body());
		}
		Set<String> distinct = new HashSet<>(spans);
		if (distinct.size() < spans.size()) {
			this.findings.report("doubled", trace + " has " + spans);
		}
		if (!entry.sent().containsAll(distinct)) {
			this.findings.report("foreign", trace + " has " + distinct + " but sent were " + entry.sent());
		}
		switch (entry.deletion()) {
			case NONE -> {
				if (!distinct.containsAll(entry.acknowledged())) {
					this.findings.report("lost",
							trace + " has " + distinct + " but acknowledged were " + entry.acknowledged());
				}
			}
			case SENT -> {
				// it is gone or not
			}
			case ACKNOWLEDGED -> {
				if (!distinct.isEmpty()) {
					this.findings.report("undeleted", trace + " has " + distinct);
				}
			}
			case EXPIRED -> {
				if (!distinct.isEmpty() && !distinct.containsAll(entry.acknowledged())) {
					this.findings.report("lost",
							trace + " has " + distinct + " but old was the whole of " + entry.acknowledged());
				}
			}
		}
	}

	private void find(String trace, Ledger.Entry entry) {
		JsonNode results = this.client.search(entry.word(), "&mode=keyword&limit=5").body().get("results");
		List<String> found = new ArrayList<>();
		results.forEach((result) -> found.add(result.get("trace_id").asString()));
		boolean must = !entry.acknowledged().isEmpty() && entry.deletion() == Ledger.Deletion.NONE;
		boolean may = entry.deletion() != Ledger.Deletion.ACKNOWLEDGED;
		if (must && !found.equals(List.of(trace))) {
			this.findings.report("unfound", trace + " is found as " + found);
		}
		if (!found.isEmpty() && !(may && found.equals(List.of(trace)))) {
			this.findings.report("foreign", trace + " is found as " + found);
		}
	}

	private static void forEach(Map<String, Ledger.Entry> entries, Comparison comparison) {
		try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
			List<Future<?>> comparisons = new ArrayList<>();
			entries.forEach((trace, entry) -> comparisons.add(threads.submit(() -> comparison.compare(trace, entry))));
			for (Future<?> each : comparisons) {
				each.get();
			}
		}
		catch (ExecutionException failed) {
			throw new AssertionError(failed.getCause());
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(interrupted);
		}
	}

	private interface Comparison {

		void compare(String trace, Ledger.Entry entry);

	}

}
