package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;

/**
 * The tables of passages by segment, made when a segment is first searched and dropped
 * with it. Thread-safe.
 */
final class PassageTables {

	private final Cache<IndexReader.CacheKey, PassageTable> tables = Caffeine.newBuilder().weakKeys().build();

	PassageTable of(LeafReader segment) throws IOException {
		try {
			return this.tables.get(segment.getCoreCacheHelper().getKey(), (key) -> read(segment));
		}
		catch (UncheckedIOException failure) {
			throw failure.getCause();
		}
	}

	private static PassageTable read(LeafReader segment) {
		try {
			return PassageTable.of(segment);
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

}
