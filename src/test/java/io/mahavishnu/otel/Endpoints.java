package io.mahavishnu.otel;

import java.time.Duration;
import java.util.Arrays;

import org.apache.catalina.connector.Connector;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** Where the service of a test listens. Thread-safe. */
final class Endpoints {

	private static final Duration FOUND_MAX = Duration.ofSeconds(60);

	private final ServletWebServerApplicationContext context;

	private final GrpcServerLifecycle grpc;

	Endpoints(ServletWebServerApplicationContext context, GrpcServerLifecycle grpc) {
		this.context = context;
		this.grpc = grpc;
	}

	/** A client of everything over HTTP. */
	ServiceClient client() {
		return new ServiceClient("http://localhost:" + port());
	}

	/** A client of OTLP. */
	OtlpClient otlp() {
		return new OtlpClient(otlpHttpPort(), grpcPort());
	}

	/** The port of everything over HTTP. */
	int port() {
		return server().getPort();
	}

	/** The port of OTLP over HTTP alone. */
	int otlpHttpPort() {
		Connector[] connectors = server().getTomcat().getService().findConnectors();
		return Arrays.stream(connectors)
			.mapToInt(Connector::getLocalPort)
			.filter((port) -> port != port())
			.findFirst()
			.orElseThrow();
	}

	/** The port of OTLP over gRPC. */
	int grpcPort() {
		return this.grpc.getPort();
	}

	/** What an exporter has to be told. */
	String otlpUrl(String protocol) {
		// Not localhost: Node.js 18 tries ::1 alone for it.
		return "http://127.0.0.1:" + (protocol.equals("grpc") ? grpcPort() : otlpHttpPort());
	}

	/**
	 * Waits until a search's first result is of a service, and gives that result.
	 * @param query the question
	 * @param more further parameters, each with its ampersand
	 * @param service the service that the result must have a span of
	 */
	JsonNode awaitFirst(String query, String more, String service) {
		return Awaitility.await()
			.atMost(FOUND_MAX)
			.until(() -> client().search(query, more).body().at("/results/0"),
					(hit) -> hit.at("/services").valueStream().anyMatch((name) -> name.asString().equals(service)));
	}

	/** Waits until everything that is durable can be found. */
	void awaitIndexed() {
		ServiceClient client = client();
		Awaitility.await()
			.atMost(FOUND_MAX)
			.until(() -> client.get("/api/stats").body().at("/index/lag_changes").asInt(1) == 0);
	}

	private TomcatWebServer server() {
		return (TomcatWebServer) java.util.Objects.requireNonNull(this.context.getWebServer());
	}

}
