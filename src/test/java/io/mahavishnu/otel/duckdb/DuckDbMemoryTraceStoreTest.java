package io.mahavishnu.otel.duckdb;

import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.store.TraceStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** DuckDB keeps the contract, in memory. */
class DuckDbMemoryTraceStoreTest extends TraceStoreContract {

	private DuckDbEngine engine;

	@BeforeEach
	void open() {
		this.engine = TestStores.inMemory();
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
