package io.mahavishnu.otel;

import java.util.List;

import io.mahavishnu.otel.index.IndexFeeder;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/** What runs in the background goes on when Spring stops and starts it. */
@OtlpServiceTest
class BackgroundWorkTest {

	@Autowired
	private Endpoints endpoints;

	@Autowired
	private IndexFeeder feeder;

	@Autowired
	private List<SmartLifecycle> all;

	@Test
	void whatIsStoredIsFound_beforeAndAfterTheFeederWasStopped() {
		ServiceClient client = this.endpoints.client();
		client.post("/api/traces", SampleTraces.checkout("background-1"));

		this.feeder.stop();
		assertThat(this.feeder.isRunning()).isFalse();
		client.post("/api/traces?wait=false", SampleTraces.checkout("background-2"));
		this.feeder.start();

		this.endpoints.awaitIndexed();
		assertThat(client.search("order-background-1", "&limit=1").body().at("/results/0/trace_id").asString())
			.isEqualTo("background-1");
		assertThat(client.search("order-background-2", "&limit=1").body().at("/results/0/trace_id").asString())
			.isEqualTo("background-2");
	}

	@Test
	void everyThreadOfOurs_runsAgain_afterItWasStopped() {
		List<SmartLifecycle> ours = this.all.stream()
			.filter((each) -> each.getClass().getPackageName().startsWith("io.mahavishnu"))
			.toList();
		assertThat(ours).hasSizeGreaterThan(1);
		for (SmartLifecycle each : ours) {
			each.stop();
			assertThat(each.isRunning()).isFalse();
			each.start();
			assertThat(each.isRunning()).isTrue();
		}
	}

}
