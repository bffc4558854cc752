package io.mahavishnu.otel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * A test over the whole service with its defaults, but with nothing on disk and on free
 * ports. All these tests share one service: each uses traces of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = OtelIngesterApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "mahavishnu.otel-ingester.hot-store-path=:memory:",
				"mahavishnu.otel-ingester.receive.otlp-http-port=0", "spring.grpc.server.port=0" })
@Import(Endpoints.class)
@interface OtlpServiceTest {

}
