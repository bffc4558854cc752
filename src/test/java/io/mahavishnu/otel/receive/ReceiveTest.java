package io.mahavishnu.otel.receive;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.mahavishnu.otel.OtelIngesterApplication;

import org.springframework.boot.test.context.SpringBootTest;

/** A test over the whole application with nothing on disk, on free ports. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = OtelIngesterApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "mahavishnu.otel-ingester.hot-store-path=:memory:",
				"mahavishnu.otel-ingester.receive.otlp-http-port=0", "mahavishnu.otel-ingester.receive.body-max=1MB",
				"mahavishnu.otel-ingester.receive.batch-body-max=8MB", "mahavishnu.otel-ingester.receive.line-max=64KB",
				"spring.grpc.server.port=0", "spring.grpc.server.address=127.0.0.1",
				"server.tomcat.connection-timeout=2s", "server.tomcat.keep-alive-timeout=60s" })
@interface ReceiveTest {

}
