package io.mahavishnu.otel.duckdb;

import java.time.Duration;

import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.store.TraceStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** DuckDB keeps the contract when it keeps figures of every two spans. */
class KeptFiguresTraceStoreTest extends TraceStoreContract {

	private DuckDbEngine engine;

	private FigureKeeper keeper;

	@BeforeEach
	void open() {
		this.engine = TestStores.inMemory();
		this.keeper = new FigureKeeper(this.engine, 2, Duration.ZERO);
	}

	@AfterEach
	void close() {
		this.engine.close();
	}

	@Override
	protected TraceStore store() {
		TestStores.keepAll(this.keeper);
		return new DuckDbTraceStore(this.engine);
	}

}
