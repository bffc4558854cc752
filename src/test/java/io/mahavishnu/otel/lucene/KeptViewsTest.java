package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KeptViewsTest {

	private final Writers writers;

	KeptViewsTest() throws IOException {
		this.writers = new IndexLocation(null, TestSettings.index(0)).open();
	}

	@AfterEach
	void closeWriters() throws IOException {
		this.writers.close();
	}

	@Test
	void hold_givesTheView_asLongAsItIsKept() throws IOException {
		KeptViews kept = new KeptViews(Duration.ofMinutes(5), 10);
		View view = View.of(this.writers, "");
		kept.keep(view);
		kept.keep(view);
		view.release();

		Optional<View> held = kept.hold(view.token());
		assertThat(held).containsSame(view);
		held.ifPresent(View::release);

		kept.close();
		assertThat(kept.hold(view.token())).isEmpty();
		assertThat(view.hold()).isFalse();
	}

	@Test
	void view_isClosed_whenItsTimeIsOver() throws IOException {
		KeptViews kept = new KeptViews(Duration.ofMillis(20), 10);
		View view = View.of(this.writers, "");
		kept.keep(view);
		view.release();

		await().until(() -> view.passages().getIndexReader().getRefCount() == 0);
		assertThat(kept.hold(view.token())).isEmpty();
	}

	@Test
	void keep_letsGoOfViews_whenThereAreTooMany() throws IOException {
		KeptViews kept = new KeptViews(Duration.ofMinutes(5), 1);
		View one = View.of(this.writers, "");
		View other = View.of(this.writers, "");
		kept.keep(one);
		kept.keep(other);
		one.release();
		other.release();

		await().until(() -> kept.hold(one.token()).isEmpty() ^ kept.hold(other.token()).isEmpty());
	}

}
