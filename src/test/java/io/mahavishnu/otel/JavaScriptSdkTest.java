package io.mahavishnu.otel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What OpenTelemetry's own SDK for JavaScript sends, run by Node.js as a process, arrives
 * whole and is found by meaning. Skipped where there is no Node.js, and where its
 * packages cannot be fetched.
 */
@OtlpServiceTest
class JavaScriptSdkTest {

	private static final Path SOURCES = Path.of("src/test/javascript/otlp-client");

	private static final Path CLIENT = Path.of("target/otlp-client");

	private static final List<String> OUR_FAULTS = List.of("EINTEGRITY", "EUSAGE", "EJSONPARSE");

	@Autowired
	private Endpoints endpoints;

	/** What a process said, and how it ended. */
	private record Ended(int exitCode, String output) {

	}

	@BeforeAll
	static void install() throws IOException {
		Assumptions.assumeTrue(isThere("node") && isThere("npm"), "node or npm is not installed");
		Files.createDirectories(CLIENT);
		for (String file : List.of("package.json", "package-lock.json", ".npmrc", "send.js")) {
			Files.copy(SOURCES.resolve(file), CLIENT.resolve(file), StandardCopyOption.REPLACE_EXISTING);
		}
		Ended npm = run(Map.of(), "npm", "ci", "--prefer-offline", "--no-progress");
		if (npm.exitCode() != 0) {
			assertThat(OUR_FAULTS).as(npm.output()).noneMatch(npm.output()::contains);
			Assumptions.abort("the packages of the client cannot be fetched: " + npm.output());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http/json", "http/protobuf", "grpc" })
	void aTraceOfTheSdk_arrivesWhole_andIsFoundByMeaning(String protocol) {
		Ended node = run(Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", protocol, "OTEL_EXPORTER_OTLP_ENDPOINT",
				this.endpoints.otlpUrl(protocol)), "node", "send.js");
		assertThat(node.exitCode()).as(node.output()).isZero();
		String traceId = node.output().strip();

		this.endpoints.awaitIndexed();
		Stream<String> found = this.endpoints.client()
			.search("no room left on the boat to Reykjavík", "&limit=3&service=ferry-bookings")
			.body()
			.get("results")
			.valueStream()
			.map((hit) -> hit.get("trace_id").asString());
		assertThat(found).contains(traceId);
		assertIsWhole(this.endpoints.client().get("/api/traces/" + traceId).body());
	}

	private static void assertIsWhole(JsonNode trace) {
		assertThat(trace.get("system_id").asString()).isEqualTo("ferry-bookings");
		assertThat(trace.get("content").asString()).isEqualTo("POST /bookings | reserve cabin");
		JsonNode child = trace.at("/spans/1");
		assertThat(child.get("parent_span_id")).isEqualTo(trace.at("/spans/0/span_id"));
		assertThat(child.at("/attributes/passenger.count").isIntegralNumber()).isTrue();
		assertThat(child.at("/attributes/fare.total").asDouble()).isEqualTo(129.5);
		assertThat(child.at("/attributes/cabin.classes/1").asString()).isEqualTo("sea view");
		assertThat(child.at("/status/code").asString()).isEqualTo("ERROR");
		assertThat(child.at("/events/0/attributes/exception.message").asString()).contains("fully booked");
	}

	private static boolean isThere(String program) {
		try {
			return new ProcessBuilder(program, "--version").redirectErrorStream(true).start().waitFor() == 0;
		}
		catch (IOException absent) {
			return false;
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(interrupted);
		}
	}

	private static Ended run(Map<String, String> environment, String... command) {
		Path log = CLIENT.resolve(command[0] + ".log");
		try {
			ProcessBuilder builder = new ProcessBuilder(command).directory(CLIENT.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile());
			builder.environment().putAll(environment);
			Process process = builder.start();
			assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(() -> String.join(" ", command)).isTrue();
			return new Ended(process.exitValue(), Files.readString(log));
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(interrupted);
		}
	}

}
