package io.mahavishnu.otel.mcp;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AllowedCallersTest {

	private final AllowedCallers callers = new AllowedCallers(List.of("localhost", "127.0.0.1", "[::1]"),
			List.of("https://agents.example.org"));

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080" })
	void aLoopbackName_isAHost(String host) {
		assertThat(this.callers.objection(host, null)).isEmpty();
	}

	@Test
	void aNameOfANetworkOfContainers_canBeAllowed() {
		AllowedCallers containers = new AllowedCallers(List.of("trace_store"), List.of());
		assertThat(containers.objection("trace_store:8080", "http://trace_store:3000")).isEmpty();
		assertThat(containers.objection("trace_store.evil.example:8080", null)).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "localhost.evil.example", "evil.example:8080", "localhost@evil.example",
			"127.0.0.1.nip.io", "", " ", "[::2]", "a b", "localhost\\\\@evil.example", "localhost/evil.example",
			"[::1]evil" })
	void anotherName_isNoHost(String host) {
		assertThat(this.callers.objection(host, null)).get().asString().contains("allowed-hosts");
	}

	@Test
	void aRequestWithoutHost_isRefused() {
		assertThat(this.callers.objection(null, null)).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:3000", "https://127.0.0.1", "http://[::1]:6274",
			"https://agents.example.org" })
	void anOriginOfThisMachine_orAnAllowedOne_isLetThrough(String origin) {
		assertThat(this.callers.objection("localhost", origin)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "http://evil.example", "null", "http://localhost.evil.example", "http://agents.example.org",
			"https://agents.example.org:444", "http://localhost@evil.example", "file://",
			"http://evil.example#localhost" })
	void anotherOrigin_isRefused(String origin) {
		assertThat(this.callers.objection("localhost", origin)).get().asString().contains("allowed-origins");
	}

}
