package io.mahavishnu.otel.benchmark;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Sends requests over one connection, which is kept until the server asks to close it,
 * with as little work as can be: a write and some reads. For use by one thread.
 */
final class HttpSender implements Sender {

	private static final int TIMEOUT_MILLIS = 120_000;

	private final int port;

	private final StringBuilder line = new StringBuilder();

	private Socket socket;

	private InputStream in;

	HttpSender(int port) throws IOException {
		this.port = port;
		this.socket = connect();
		this.in = input();
	}

	/** The head of a POST. */
	static Payload.Head post(String path, String contentType) {
		return (length) -> ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + contentType
				+ "\r\nContent-Length: " + length + "\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	@Override
	public boolean send(byte[] request) throws IOException {
		if (this.socket.isClosed()) {
			this.socket = connect();
			this.in = input();
		}
		this.socket.getOutputStream().write(request);
		String status = readLine();
		long length = 0;
		boolean chunked = false;
		boolean last = false;
		for (String field = readLine(); !field.isEmpty(); field = readLine()) {
			if (field.regionMatches(true, 0, "content-length:", 0, 15)) {
				length = Long.parseLong(field.substring(15).strip());
			}
			else if (field.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
				chunked = field.contains("chunked");
			}
			else if (field.regionMatches(true, 0, "connection:", 0, 11)) {
				last = field.contains("close");
			}
		}
		if (chunked) {
			skipChunks();
		}
		else {
			this.in.skipNBytes(length);
		}
		if (last) {
			this.socket.close();
		}
		return status.startsWith("HTTP/1.1 2");
	}

	private Socket connect() throws IOException {
		Socket connected = new Socket(InetAddress.getLoopbackAddress(), this.port);
		connected.setTcpNoDelay(true);
		connected.setSoTimeout(TIMEOUT_MILLIS);
		return connected;
	}

	private InputStream input() throws IOException {
		return new BufferedInputStream(this.socket.getInputStream(), 16_384);
	}

	private void skipChunks() throws IOException {
		int size;
		do {
			size = Integer.parseInt(readLine(), 16);
			this.in.skipNBytes(size);
			readLine();
		}
		while (size > 0);
	}

	private String readLine() throws IOException {
		this.line.setLength(0);
		for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
			if (next < 0) {
				throw new EOFException("the server closed the connection");
			}
			if (next != '\r') {
				this.line.append((char) next);
			}
		}
		return this.line.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
