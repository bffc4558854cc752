package io.mahavishnu.otel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** No port is reached from elsewhere unless the settings say so in words. */
class RemoteAccessGuardTest {

	private static final String OTLP_HTTP_ADDRESS = "mahavishnu.otel-ingester.receive.otlp-http-address";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({ "server.address, 0.0.0.0", "server.address, ::", "server.address, ''", "server.address, 192.0.2.1",
			"spring.grpc.server.address, 0.0.0.0", "spring.grpc.server.address, *", "spring.grpc.server.address, ''",
			OTLP_HTTP_ADDRESS + ", 0.0.0.0" })
	void require_refuses_whenAPortIsReachedFromElsewhere(String setting, String address) {
		MockEnvironment environment = onLoopback().withProperty(setting, address);
		assertThatExceptionOfType(RemoteAccessException.class).isThrownBy(() -> RemoteAccessGuard.require(environment))
			.withMessageContaining(setting)
			.withMessageContaining(address)
			.withMessageContaining("allow-remote-without-keys");
		RemoteAccessGuard
			.require(environment.withProperty("mahavishnu.otel-ingester.security.allow-remote-without-keys", "true"));
	}

	@ParameterizedTest
	@CsvSource({ "server.address, ::1", "server.address, localhost", "spring.grpc.server.address, 127.0.0.2" })
	void require_accepts_whatIsLoopback(String setting, String address) {
		RemoteAccessGuard.require(onLoopback().withProperty(setting, address));
	}

	@ParameterizedTest
	@CsvSource({ "spring.grpc.server.address, spring.grpc.server.enabled, false",
			OTLP_HTTP_ADDRESS + ", mahavishnu.otel-ingester.receive.otlp-http-port, -1" })
	void require_accepts_aPortThatIsOff(String address, String off, String value) {
		RemoteAccessGuard.require(onLoopback().withProperty(address, "0.0.0.0").withProperty(off, value));
	}

	@Test
	void start_endsWithOneLine_andOpensNothing() {
		try (ServiceProcess service = ServiceProcess.launch(this.folder, Map.of(), "--server.address=0.0.0.0")) {
			assertThat(service.waitForEnd(Duration.ofSeconds(60))).isNotZero();
			assertThat(service.log().lines())
				.anyMatch((line) -> line.contains("server.address is 0.0.0.0") && line.contains("allow-remote"));
			assertThat(service.log()).doesNotContain("\tat ");
			assertThat(this.folder.resolve("traces.duckdb")).doesNotExist();
		}
	}

	private static MockEnvironment onLoopback() {
		return new MockEnvironment().withProperty("server.address", "127.0.0.1")
			.withProperty("spring.grpc.server.address", "127.0.0.1");
	}

}
