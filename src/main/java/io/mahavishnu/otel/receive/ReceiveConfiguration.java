package io.mahavishnu.otel.receive;

import java.util.concurrent.TimeUnit;

import io.grpc.netty.NettyServerBuilder;
import io.mahavishnu.otel.ingest.IngestProperties;
import io.mahavishnu.otel.ingest.IngestService;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Opens the ports beside the main one, and makes the reader of batches. */
@Configuration(proxyBeanMethods = false)
class ReceiveConfiguration {

	@Bean
	BatchReader batchReader(IngestService service, ReceiveProperties properties, IngestProperties ingest,
			BytesInFlight inFlight) {
		return new BatchReader(service, properties, ingest, inFlight);
	}

	/** A message of gRPC has the limit of a body, compressed and not. */
	@Bean
	ServerBuilderCustomizer<NettyServerBuilder> grpcLimits(ReceiveProperties properties) {
		return (server) -> server.maxInboundMessageSize(Math.toIntExact(properties.bodyMax().toBytes()))
			.handshakeTimeout(properties.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
	}

	@Bean
	FilterRegistrationBean<RequestGateFilter> requestGateFilter(RequestGate gate,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
			@Value("${management.endpoints.web.base-path:/actuator}") String watched) {
		FilterRegistrationBean<RequestGateFilter> filter = new FilterRegistrationBean<>(
				new RequestGateFilter(gate, problems, watched));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
		return filter;
	}

	/** After the gate. */
	@Bean
	FilterRegistrationBean<OtherBodyFilter> otherBodyFilter(ReceiveProperties properties, BytesInFlight inFlight,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		FilterRegistrationBean<OtherBodyFilter> filter = new FilterRegistrationBean<>(
				new OtherBodyFilter(properties, inFlight, problems));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 6);
		return filter;
	}

	/** Names of services may have slashes, which paths give as %2F. */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> slashesInNames() {
		return (factory) -> factory.addConnectorCustomizers(
				(connector) -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnExpression("${mahavishnu.otel-ingester.receive.otlp-http-port:4318} >= 0")
	static class OtlpHttpPortConfiguration {

		@Bean
		OtlpHttpPort otlpHttpPort(ReceiveProperties properties, TomcatServerProperties tomcat) {
			return new OtlpHttpPort(properties, tomcat);
		}

		@Bean
		FilterRegistrationBean<OtlpHttpPort> otlpHttpPortFilter(OtlpHttpPort port) {
			FilterRegistrationBean<OtlpHttpPort> filter = new FilterRegistrationBean<>(port);
			filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return filter;
		}

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> otlpHttpConnector(OtlpHttpPort port) {
			return (factory) -> factory.addAdditionalConnectors(port.connector());
		}

	}

}
