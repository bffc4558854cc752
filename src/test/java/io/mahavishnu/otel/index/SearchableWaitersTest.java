package io.mahavishnu.otel.index;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SearchableWaitersTest {

	private final SearchableWaiters waiters = new SearchableWaiters();

	@Test
	void giveUp_tellsThoseWhoWaitForATrace_andNobodyElse() {
		CompletableFuture<Boolean> both = waitFor("a", "b");
		CompletableFuture<Boolean> other = waitFor("b");

		this.waiters.giveUp(new TraceId("a"));

		assertThat(both).isCompletedWithValue(false);
		assertThat(other).isNotDone();
		assertThat(this.waiters.traces()).containsExactly(new TraceId("b"));
	}

	@Test
	void giveUp_tellsEverybody_atTheEnd() {
		CompletableFuture<Boolean> one = waitFor("a");
		CompletableFuture<Boolean> another = waitFor("b");

		this.waiters.giveUp();

		assertThat(one).isCompletedWithValue(false);
		assertThat(another).isCompletedWithValue(false);
		assertThat(this.waiters.isEmpty()).isTrue();
	}

	private CompletableFuture<Boolean> waitFor(String... traces) {
		return this.waiters.add(Stream.of(traces).map(TraceId::new).toList(), LogPosition.START, Duration.ofMinutes(1));
	}

}
