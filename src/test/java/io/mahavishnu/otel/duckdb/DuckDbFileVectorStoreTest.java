package io.mahavishnu.otel.duckdb;

import java.nio.file.Path;

import io.mahavishnu.otel.store.VectorStore;
import io.mahavishnu.otel.store.VectorStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB keeps the contract, in a file. */
class DuckDbFileVectorStoreTest extends VectorStoreContract {

	@TempDir
	private Path folder;

	private DuckDbEngine engine;

	@BeforeEach
	void open() {
		this.engine = TestStores.open(this.folder.resolve("store.duckdb"));
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
