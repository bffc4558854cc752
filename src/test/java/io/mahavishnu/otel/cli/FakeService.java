package io.mahavishnu.otel.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

/**
 * A small service that answers over real HTTP as the contract says. It refuses a trace
 * without {@code trace_id} in a batch, and an OTLP export that holds the word
 * {@code broken}.
 */
final class FakeService implements AutoCloseable {

	/** What was asked: method, path with query, body. */
	record Asked(String method, String path, String contentType, String body) {

	}

	private record Canned(int status, String contentType, @Nullable String retryAfter, String body) {

	}

	final List<Asked> asked = new CopyOnWriteArrayList<>();

	private final ConcurrentLinkedQueue<Canned> next = new ConcurrentLinkedQueue<>();

	private final Map<String, Canned> paths = new LinkedHashMap<>();

	private final HttpServer server;

	FakeService() throws IOException {
		this(0);
	}

	FakeService(int port) throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	String url() {
		return "http://localhost:" + port();
	}

	/** Answers the next request with a passing fault. */
	FakeService failNext(int status, @Nullable String retryAfter, String detail) {
		this.next.add(new Canned(status, "application/problem+json", retryAfter, "{\"detail\":\"" + detail + "\"}"));
		return this;
	}

	/** Answers a path, without its query, with JSON. */
	FakeService on(String path, String json) {
		return on(path, 200, json);
	}

	FakeService on(String path, int status, String json) {
		String type = (status < 400) ? "application/json" : "application/problem+json";
		this.paths.put(path, new Canned(status, type, null, json));
		return this;
	}

	/** The bodies that came to a path. */
	List<String> bodies(String path) {
		return this.asked.stream().filter((each) -> each.path().startsWith(path)).map(Asked::body).toList();
	}

	/** The lines of all accepted batches. */
	List<String> lines() {
		return bodies("/api/traces/batch").stream().flatMap(String::lines).toList();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().toString();
			Canned canned = this.next.poll();
			String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
			if (canned != null) {
				exchange.getRequestBody().readAllBytes();
				answer(exchange, canned);
			}
			else if (path.startsWith("/api/traces/batch")) {
				List<String> lines = lines(exchange);
				this.asked.add(new Asked("POST", path, type, String.join("\n", lines)));
				answer(exchange, batch(lines, path));
			}
			else {
				String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
				this.asked.add(new Asked(exchange.getRequestMethod(), path, type, body));
				answer(exchange, path.equals("/v1/traces") ? otlp(type, body) : lookUp(path));
			}
		}
	}

	private static List<String> lines(HttpExchange exchange) throws IOException {
		BufferedReader reader = new BufferedReader(
				new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8));
		return reader.lines().toList();
	}

	private static Canned batch(List<String> lines, String path) {
		List<String> errors = new ArrayList<>();
		for (int i = 0; i < lines.size(); i++) {
			if (!lines.get(i).contains("\"trace_id\"")) {
				errors.add("{\"index\":" + i + ",\"trace_id\":null,\"code\":\"invalid-trace\",\"detail\":"
						+ "\"trace_id is missing\"}");
			}
		}
		int ingested = lines.size() - errors.size();
		return new Canned(200, "application/json", null,
				"{\"total\":" + lines.size() + ",\"ingested\":" + ingested + ",\"failed\":" + errors.size()
						+ ",\"spans\":" + 2 * ingested + ",\"new_spans\":" + ingested + ",\"searchable\":"
						+ path.endsWith("wait=true") + ",\"errors\":[" + String.join(",", errors) + "]}");
	}

	private static Canned otlp(String type, String body) {
		if (body.contains("broken")) {
			boolean json = type.equals("application/json");
			return new Canned(400, type, null,
					json ? "{\"code\":3,\"message\":\"it is broken\"}" : "\b\u0003\u0012\fit is broken");
		}
		return new Canned(200, type, null,
				(type.equals("application/json") && body.contains("rejected"))
						? "{\"partialSuccess\":{\"rejectedSpans\":\"1\",\"errorMessage\":\"its id is zero\"}}"
						: type.equals("application/json") ? "{}" : "");
	}

	private Canned lookUp(String path) {
		Canned canned = this.paths.get(path.contains("?") ? path.substring(0, path.indexOf('?')) : path);
		Canned withQuery = this.paths.get(path);
		return (withQuery != null) ? withQuery : (canned != null) ? canned
				: new Canned(404, "application/problem+json", null, "{\"detail\":\"There is no trace there.\"}");
	}

	private static void answer(HttpExchange exchange, Canned canned) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", canned.contentType());
		if (canned.retryAfter() != null) {
			exchange.getResponseHeaders().set("Retry-After", canned.retryAfter());
		}
		byte[] body = canned.body().getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(canned.status(), (body.length == 0) ? -1 : body.length);
		exchange.getResponseBody().write(body);
	}

}
