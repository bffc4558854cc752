package io.mahavishnu.otel;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The service: takes traces, keeps them, and finds them by meaning, by words and by
 * structure.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OtelIngesterApplication {

	public static void main(String[] args) {
		SpringApplication.run(OtelIngesterApplication.class, args);
	}

}
