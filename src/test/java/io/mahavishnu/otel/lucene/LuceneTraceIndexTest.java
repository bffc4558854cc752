package io.mahavishnu.otel.lucene;

import io.mahavishnu.otel.index.TraceIndex;
import io.mahavishnu.otel.index.TraceIndexContract;

/** The contract, on Lucene in memory. */
class LuceneTraceIndexTest extends TraceIndexContract {

	@Override
	protected TraceIndex open() {
		return LuceneTraceIndex.open(TestSettings.inMemory());
	}

	@Override
	protected void close(TraceIndex index) {
		((LuceneTraceIndex) index).close();
	}

}
