package io.mahavishnu.otel.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.store.VectorStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The settings, their defaults and bounds, and the beans made of them. */
class DuckDbConfigurationTest {

	private static final String PREFIX = "mahavishnu.otel-ingester.";

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withUserConfiguration(DuckDbConfiguration.class);

	@TempDir
	private Path folder;

	@Test
	void settings_haveDefaults() {
		this.context.run((context) -> assertThat(context.getBean(DuckDbProperties.class))
			.isEqualTo(new DuckDbProperties(":memory:",
					new DuckDbProperties.Store(
							DuckDbProperties.Store.memoryLimitBeside(Runtime.getRuntime().maxMemory()),
							DataSize.ofMegabytes(64), false, 1, 2, 100_000, 10_000, 100_000, DataSize.ofMegabytes(8),
							DataSize.ofMegabytes(32), 500_000, Duration.ofSeconds(10), Duration.ofSeconds(20)))));
	}

	@ParameterizedTest
	@CsvSource({ "64MB, 256MB", "512MB, 256MB", "800MB, 400MB", "1GB, 512MB", "16GB, 512MB" })
	void theMemoryOfDuckDb_goesByTheHeap_whereNothingIsSet(DataSize heap, DataSize limit) {
		assertThat(DuckDbProperties.Store.memoryLimitBeside(heap.toBytes())).isEqualTo(limit);
	}

	@Test
	void settings_areTakenFromProperties() {
		Path file = this.folder.resolve("store.duckdb");
		this.context
			.withPropertyValues(PREFIX + "hot-store-path=" + file, PREFIX + "store.memory-limit=128MB",
					PREFIX + "store.merge-row-groups=true", PREFIX + "store.threads=1", PREFIX + "store.readers=3",
					PREFIX + "store.queued-spans-max=7", PREFIX + "store.commit-spans-max=5",
					PREFIX + "store.recent-spans-max=9", PREFIX + "store.tail-size=6KB", PREFIX + "store.read-size=2MB",
					PREFIX + "store.figures-spans=8000", PREFIX + "store.queue-timeout=3s",
					PREFIX + "store.close-timeout=4s")
			.run((context) -> assertThat(context.getBean(DuckDbProperties.class))
				.isEqualTo(new DuckDbProperties(file.toString(),
						new DuckDbProperties.Store(DataSize.ofMegabytes(128), DataSize.ofMegabytes(64), true, 1, 3, 7,
								5, 9, DataSize.ofKilobytes(6), DataSize.ofMegabytes(2), 8000, Duration.ofSeconds(3),
								Duration.ofSeconds(4)))));
	}

	@Test
	void figures_areKeptInTheBackground() {
		this.context.withPropertyValues(PREFIX + "store.figures-spans=1000").run((context) -> {
			context.getBean(TraceStore.class).append(StoredSpans.spans("a", 2500)).join();
			DuckDbEngine engine = context.getBean(DuckDbEngine.class);
			await().untilAsserted(() -> assertThat(engine.read(FigureTables::stretches))
				.containsExactlyInAnyOrder(new Stretch(1, 1000), new Stretch(1001, 2000)));
		});
	}

	@Test
	void settings_areRefused_whenOutOfBounds() {
		for (String setting : List.of("hot-store-path=", "store.memory-limit=1MB", "store.threads=0",
				"store.readers=65", "store.queued-spans-max=0", "store.commit-spans-max=1000001",
				"store.recent-spans-max=-1", "store.tail-size=2GB", "store.read-size=1KB", "store.figures-spans=0",
				"store.queue-timeout=0s", "store.close-timeout=11m")) {
			this.context.withPropertyValues(PREFIX + setting)
				.run((context) -> assertThat(context).as(setting).hasFailed());
		}
	}

	@Test
	void rowGroups_areMerged_whereRetentionGoesBySize() {
		this.context.run((context) -> assertThat(mergesMax(context)).isEqualTo("0"));
		this.context.withPropertyValues(PREFIX + "store.merge-row-groups=true")
			.run((context) -> assertThat(mergesMax(context)).isEqualTo("100"));
		this.context.withPropertyValues(PREFIX + "retention.max-disk=1GB")
			.run((context) -> assertThat(mergesMax(context)).isEqualTo("100"));
	}

	private static String mergesMax(ApplicationContext context) {
		return context.getBean(DuckDbEngine.class)
			.read((session) -> session.sql("SELECT current_setting('max_vacuum_tasks')::VARCHAR")
				.query(String.class)
				.single());
	}

	@Test
	void context_offersTheStoresTheirHealthAndTheirMeters() {
		this.context.run((context) -> {
			TraceStore store = context.getBean(TraceStore.class);
			store.append(StoredSpans.spans("t1", 3)).join();
			store.append(StoredSpans.spans("t1", 4)).join();
			store.append(List.of(StoredSpans.span("t1", "s0", "other"))).join();
			assertThat(context).hasSingleBean(VectorStore.class);
			assertThat(context.getBean("store", HealthIndicator.class).health()).isNotNull()
				.returns(Status.UP, Health::getStatus);
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(meters.get("mahavishnu.store.spans").counter().count()).isEqualTo(4);
			assertThat(meters.get("mahavishnu.store.duplicates").counter().count()).isEqualTo(3);
			assertThat(meters.get("mahavishnu.store.conflicts").counter().count()).isEqualTo(1);
			assertThat(meters.get("mahavishnu.store.commit").timer().count()).isEqualTo(3);
			assertThat(meters.get("mahavishnu.store.queued").gauge().value()).isZero();
		});
	}

	@Test
	void context_failsWithTheReason_whenTheStoreCannotBeOpened() {
		Path folderInstead = this.folder;
		this.context.withPropertyValues(PREFIX + "hot-store-path=" + folderInstead)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(SQLException.class)
				.hasStackTraceContaining("cannot be written: check its folder"));
	}

}
