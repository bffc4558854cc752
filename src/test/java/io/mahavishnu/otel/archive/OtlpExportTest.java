package io.mahavishnu.otel.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.mahavishnu.otel.OtelIngesterApplication;
import io.mahavishnu.otel.archive.ArchiveAnswers.ExportAnswer;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.store.TraceStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Traces that lie far apart in the log are exported whole, and once. */
@SpringBootTest(classes = OtelIngesterApplication.class,
		properties = { "mahavishnu.otel-ingester.hot-store-path=:memory:",
				"mahavishnu.otel-ingester.receive.otlp-http-port=-1", "spring.grpc.server.enabled=false" })
class OtlpExportTest {

	@TempDir
	private static Path folder;

	@Autowired
	private ArchiveService archive;

	@Autowired
	private TraceStore store;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) {
		registry.add("mahavishnu.otel-ingester.archive.export-folder", folder::toString);
	}

	@Test
	void export_writesATraceOnce_whereItBegins_withAllThatCameLater() throws IOException {
		this.store.append(List.of(StoredSpans.span("grows", "first"), StoredSpans.span("begun-anew", "gone"))).join();
		this.store.append(StoredSpans.spans("large", 2_500)).join();
		this.store.append(List.of(StoredSpans.span("grows", "second"))).join();
		this.store.append(StoredSpans.spans("another", 1_500)).join();
		this.store.append(List.of(StoredSpans.span("grows", "third"), StoredSpans.span("late", "a"))).join();

		ExportAnswer exported = this.archive.export(ArchiveFormat.OTLP, 0, Long.MAX_VALUE);

		List<String> lines = Files.readAllLines(Path.of(exported.path()));
		assertThat(lines).hasSize(5);
		assertThat(exported.spans()).isEqualTo(4_005);
		assertThat(lines).filteredOn((line) -> line.contains("\"grows\""))
			.singleElement()
			.satisfies((line) -> assertThat(line).contains("\"first\"", "\"second\"", "\"third\""));
	}

}
