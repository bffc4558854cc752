package io.mahavishnu.otel.receive;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The further port for OTLP over HTTP, and the rule that nothing but OTLP is served
 * there. Thread-safe.
 */
final class OtlpHttpPort extends OncePerRequestFilter {

	private final Connector connector;

	/**
	 * The port, not yet bound.
	 * @param tomcat how many connections and threads the main port may have, and how long
	 * it keeps them; this one may have as many
	 */
	OtlpHttpPort(ReceiveProperties properties, TomcatServerProperties tomcat) {
		this.connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
		this.connector.setPort(properties.otlpHttpPort());
		this.connector.setXpoweredBy(false);
		if (this.connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
			// Who is still sending a body that is refused can read why.
			protocol.setMaxSwallowSize((int) Math.min(2 * properties.bodyMax().toBytes(), Integer.MAX_VALUE));
			protocol.setAddress(properties.otlpHttpAddress());
			protocol.setConnectionTimeout(Math.toIntExact(properties.readTimeout().toMillis()));
			limit(protocol, tomcat);
		}
	}

	/** As Boot does for the main port: what is not positive leaves Tomcat's default. */
	private static void limit(AbstractHttp11Protocol<?> protocol, TomcatServerProperties tomcat) {
		PropertyMapper map = PropertyMapper.get();
		map.from(tomcat::getAcceptCount).when(OtlpHttpPort::isPositive).to(protocol::setAcceptCount);
		map.from(tomcat::getMaxConnections).when(OtlpHttpPort::isPositive).to(protocol::setMaxConnections);
		map.from(tomcat::getMaxKeepAliveRequests).to(protocol::setMaxKeepAliveRequests);
		TomcatServerProperties.Threads threads = tomcat.getThreads();
		map.from(threads::getMax).when(OtlpHttpPort::isPositive).to(protocol::setMaxThreads);
		map.from(threads::getMinSpare).when(OtlpHttpPort::isPositive).to(protocol::setMinSpareThreads);
		map.from(threads::getMaxQueueCapacity).when(OtlpHttpPort::isPositive).to(protocol::setMaxQueueSize);
	}

	private static boolean isPositive(int value) {
		return value > 0;
	}

	/** Tomcat's side of the port. */
	Connector connector() {
		return this.connector;
	}

	/** The port that is bound; -1 when none is. */
	int localPort() {
		return this.connector.getLocalPort();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		// Not the path as sent, which may lead out of where it begins.
		if (request.getLocalPort() == localPort() && !request.getServletPath().startsWith("/v1/")) {
			response.sendError(HttpServletResponse.SC_NOT_FOUND);
		}
		else {
			chain.doFilter(request, response);
		}
	}

}
