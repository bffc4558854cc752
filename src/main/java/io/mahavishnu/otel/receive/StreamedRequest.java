package io.mahavishnu.otel.receive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request whose body is read through another stream; it cannot be read without waiting.
 */
final class StreamedRequest extends HttpServletRequestWrapper {

	private final UnaryOperator<InputStream> through;

	/**
	 * The request.
	 * @param through makes the stream that is read instead of the one it is given
	 */
	StreamedRequest(HttpServletRequest request, UnaryOperator<InputStream> through) {
		super(request);
		this.through = through;
	}

	@Override
	public ServletInputStream getInputStream() throws IOException {
		ServletInputStream sent = super.getInputStream();
		return new Body(sent, this.through.apply(sent));
	}

	@Override
	public BufferedReader getReader() throws IOException {
		String named = getCharacterEncoding();
		Charset charset = (named != null) ? Charset.forName(named) : StandardCharsets.UTF_8;
		return new BufferedReader(new InputStreamReader(getInputStream(), charset));
	}

	private static final class Body extends ServletInputStream {

		private final ServletInputStream sent;

		private final InputStream through;

		Body(ServletInputStream sent, InputStream through) {
			this.sent = sent;
			this.through = through;
		}

		@Override
		public int read() throws IOException {
			return this.through.read();
		}

		@Override
		public int read(byte[] into, int offset, int length) throws IOException {
			return this.through.read(into, offset, length);
		}

		@Override
		public boolean isFinished() {
			return this.sent.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.sent.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new IllegalStateException("the body is read by waiting for it");
		}

	}

}
