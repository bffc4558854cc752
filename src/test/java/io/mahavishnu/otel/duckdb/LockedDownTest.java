package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.ServiceFigures;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a statement could not do, even if somebody got one in; and that nobody does. */
class LockedDownTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "SELECT * FROM read_text('%s/other.txt')", "SELECT * FROM read_csv('%s/other.txt')",
			"COPY spans TO '%s/copy.csv'", "ATTACH '%s/other.duckdb' AS other", "EXPORT DATABASE '%s/all'",
			"SELECT * FROM glob('%s/*')", "INSTALL httpfs", "LOAD httpfs", "SET enable_external_access = true",
			"SET lock_configuration = false", "SET memory_limit = '64GB'", "SET allowed_directories = ['%s']" })
	void theDatabase_readsAndWritesNothingElse_andKeepsItsSettings(String statement) throws IOException {
		Path elsewhere = Files.createDirectory(this.folder.resolve("elsewhere"));
		Files.writeString(elsewhere.resolve("other.txt"), "secret");
		try (DuckDbEngine engine = TestStores.open(this.folder.resolve("data/store.duckdb"))) {
			assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> engine.read((session) -> {
				session.execute(statement.replace("%s", elsewhere.toString()));
				return true;
			})).withStackTraceContaining("SQLException");
			try (var files = Files.list(elsewhere)) {
				assertThat(files).hasSize(1);
			}
		}
	}

	@Test
	void textThatIsAStatement_staysText() {
		String text = "'); DROP TABLE spans; -- \" $1 :name ?";
		Span span = Span.builder(new TraceId("t"), new SpanId("s"), text)
			.attributes(Attributes.of(text, text))
			.resource(new Resource(Attributes.of(Span.SERVICE_NAME, text), text, 0))
			.build();
		try (DuckDbEngine engine = TestStores.inMemory()) {
			DuckDbTraceStore store = new DuckDbTraceStore(engine);
			store.append(List.of(StoredSpans.received(span))).join();
			assertThat(store.changes(LogPosition.START, 10)).singleElement().asString().contains(text);
			assertThat(store.services()).extracting(ServiceFigures::name).containsExactly(text);
			assertThat(store.operations(text)).singleElement().asString().contains(text);
			assertThat(store.operations("' OR '1'='1")).isEmpty();
		}
	}

}
