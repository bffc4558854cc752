package io.mahavishnu.otel.duckdb;

import io.mahavishnu.otel.store.VectorStore;
import io.mahavishnu.otel.store.VectorStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** DuckDB keeps the contract, in memory. */
class DuckDbMemoryVectorStoreTest extends VectorStoreContract {

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
	protected VectorStore vectors() {
		return new DuckDbVectorStore(this.engine);
	}

}
