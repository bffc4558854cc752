package io.mahavishnu.otel.duckdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.ContentHash;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Span;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a span says, it is read back equal. */
class DuckDbRoundTripTest {

	private static DuckDbEngine engine = TestStores.inMemory();

	@BeforeContainer
	static void open() {
		engine.close();
		engine = TestStores.open(DatabaseLocation.MEMORY, TestStores.settings(100_000, 0));
	}

	@AfterContainer
	static void close() {
		engine.close();
	}

	@Property(tries = 300)
	void append_isReadBackEqual(@ForAll("spans") ReceivedSpan received) {
		DuckDbTraceStore store = new DuckDbTraceStore(engine);
		LogPosition before = store.head();
		store.append(List.of(received)).join();
		List<ReceivedSpan> read = store.changes(before, 10)
			.stream()
			.map((change) -> ((Change.Appended) change).received())
			.toList();
		assertThat(read).containsExactly(received);
	}

	@Property(tries = 300)
	void contentHash_isEqual_whenOnlyTheOrderOfAttributesDiffers(@ForAll("spans") ReceivedSpan received) {
		Span span = received.span();
		Span turned = span.toBuilder().attributes(turned(span.attributes())).build();
		assertThat(turned).isEqualTo(span);
		assertThat(ContentHash.of(turned)).isEqualTo(ContentHash.of(span));
	}

	@Property(tries = 300)
	void contentHash_differs_whenTheContentDiffers(@ForAll("spans") ReceivedSpan one,
			@ForAll("spans") ReceivedSpan other) {
		assertThat(ContentHash.of(one.span()) == ContentHash.of(other.span()))
			.isEqualTo(one.span().equals(other.span()));
	}

	@Provide
	Arbitrary<ReceivedSpan> spans() {
		return SpanArbitraries.received();
	}

	private static Attributes turned(Attributes attributes) {
		List<String> keys = new ArrayList<>(attributes.values().keySet()).reversed();
		LinkedHashMap<String, AttributeValue> turned = new LinkedHashMap<>();
		keys.forEach((key) -> {
			AttributeValue value = attributes.get(key);
			if (value != null) {
				turned.put(key, value);
			}
		});
		return Attributes.of(turned);
	}

}
