package io.mahavishnu.otel.duckdb;

import java.nio.file.Path;

import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.store.TraceStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB keeps the contract, in a file. */
class DuckDbFileTraceStoreTest extends TraceStoreContract {

	@TempDir
	private Path folder;

	private DuckDbEngine engine;

	@BeforeEach
	void open() {
		this.engine = TestStores.open(this.folder.resolve("store.duckdb").toString(), TestStores.SETTINGS_WITH_TAIL);
	}

	@AfterEach
	void close() {
		this.engine.close();
	}

	@Override
	protected TraceStore store() {
		return new DuckDbTraceStore(this.engine);
	}

}
