package io.mahavishnu.otel.lucene;

import io.mahavishnu.otel.index.TraceIndex;
import io.mahavishnu.otel.index.TraceIndexSearchContract;

/** What is found, on Lucene in memory. */
class LuceneTraceIndexSearchTest extends TraceIndexSearchContract {

	@Override
	protected TraceIndex open() {
		return LuceneTraceIndex.open(TestSettings.inMemory());
	}

	@Override
	protected void close(TraceIndex index) {
		((LuceneTraceIndex) index).close();
	}

}
