package io.mahavishnu.otel.mcp;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a request to the endpoint byte by byte, with any {@code Host} and any spelling of
 * the path, which Java's own client does not allow.
 */
final class RawMcp {

	private RawMcp() {
	}

	/**
	 * An answer.
	 *
	 * @param status its status
	 * @param body its body
	 */
	record Answer(int status, JsonNode body) {

	}

	static Answer post(int port, String body, Map<String, String> headers) {
		return post(port, "/mcp", body, headers);
	}

	static Answer post(int port, String path, String body, Map<String, String> headers) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\n");
		head.append("Host: ").append(headers.getOrDefault("Host", "127.0.0.1:" + port)).append("\r\n");
		headers.forEach((name, value) -> head.append(name.equals("Host") ? "" : name + ": " + value + "\r\n"));
		head.append("Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n");
		head.append("Connection: close\r\nContent-Length: ").append(bytes.length).append("\r\n\r\n");
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			OutputStream out = socket.getOutputStream();
			out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
			out.write(bytes);
			out.flush();
			return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
	}

	private static Answer parse(String response) {
		int status = Integer.parseInt(response.split(" ", 3)[1]);
		int from = response.indexOf('{');
		int to = response.lastIndexOf('}');
		JsonMapper json = JsonMapper.shared();
		return new Answer(status, (from < 0) ? json.missingNode() : json.readTree(response.substring(from, to + 1)));
	}

}
