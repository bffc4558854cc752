package io.mahavishnu.otel.lucene;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class LucenePropertiesTest {

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withUserConfiguration(Settings.class, LuceneConfiguration.class);

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(LuceneProperties.class)
	static class Settings {

	}

	private static LuceneProperties bind(Map<String, String> values) {
		return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("mahavishnu.otel-ingester",
				LuceneProperties.class);
	}

	@Test
	void defaults_areRightForANewcomer() {
		assertThat(bind(Map.of())).isEqualTo(new LuceneProperties(":memory:",
				new LuceneProperties.Index(DataSize.ofMegabytes(64), null, DataSize.ofMegabytes(16),
						Duration.ofMinutes(5), 64, LuceneProperties.VectorEncoding.FLOAT32, 4096, 2_000_000, 1000, 5000,
						DataSize.ofKilobytes(8))));
	}

	@Test
	void everySetting_isBound() {
		assertThat(bind(Map.ofEntries(Map.entry("mahavishnu.otel-ingester.hot-store-path", "x/y.duckdb"),
				Map.entry("mahavishnu.otel-ingester.index.ram-buffer-size", "16MB"),
				Map.entry("mahavishnu.otel-ingester.index.graph-size-max", "100MB"),
				Map.entry("mahavishnu.otel-ingester.index.snapshot-ttl", "30s"),
				Map.entry("mahavishnu.otel-ingester.index.snapshots-max", "3"),
				Map.entry("mahavishnu.otel-ingester.index.vector-encoding", "quantized"),
				Map.entry("mahavishnu.otel-ingester.index.k-max", "256"),
				Map.entry("mahavishnu.otel-ingester.index.compared-passages-max", "9"),
				Map.entry("mahavishnu.otel-ingester.index.shapes-per-passage-max", "20"),
				Map.entry("mahavishnu.otel-ingester.index.selective-traces-max", "7"),
				Map.entry("mahavishnu.otel-ingester.index.content-max", "1KB"),
				Map.entry("mahavishnu.otel-ingester.index.small-segments-size", "2MB"))))
			.isEqualTo(new LuceneProperties("x/y.duckdb",
					new LuceneProperties.Index(DataSize.ofMegabytes(16), DataSize.ofMegabytes(100),
							DataSize.ofMegabytes(2), Duration.ofSeconds(30), 3,
							LuceneProperties.VectorEncoding.QUANTIZED, 256, 9, 20, 7, DataSize.ofKilobytes(1))));
	}

	@ParameterizedTest
	@CsvSource({ "data/traces.duckdb, data/traces.index", "traces, traces.index", "/a.b/c.d.db, /a.b/c.d.index",
			".duckdb, .duckdb.index" })
	void folder_liesBesideTheStore(String store, Path folder) {
		assertThat(new LuceneProperties(store, TestSettings.index(0)).folder()).isEqualTo(folder);
	}

	@Test
	void folder_isNone_whenTheStoreIsInMemory() {
		assertThat(TestSettings.inMemory().folder()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "snapshots-max, 0", "snapshots-max, 10001", "k-max, 63", "compared-passages-max, -1",
			"shapes-per-passage-max, 9", "selective-traces-max, -1", "snapshot-ttl, 2h", "snapshot-ttl, 0s",
			"ram-buffer-size, 1KB", "ram-buffer-size, 2GB", "graph-size-max, 31MB", "graph-size-max, 65GB",
			"small-segments-size, 2GB", "small-segments-size, -1B", "content-max, 2MB" })
	void context_failsToStart_whenASettingIsOutOfBounds(String name, String value) {
		this.contexts.withPropertyValues("mahavishnu.otel-ingester.index." + name + "=" + value)
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void context_hasTheIndex() {
		this.contexts.run((context) -> assertThat(context).hasSingleBean(LuceneTraceIndex.class));
	}

}
