package io.mahavishnu.otel;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;

/**
 * The service: takes traces, keeps them, and finds them by meaning, by words and by
 * structure.
 * <p>
 * Boot's own data source is left out: the store makes one writer and duplicated readers
 * of one DuckDB.
 */
@SpringBootApplication(
		exclude = { DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
				JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class })
@ConfigurationPropertiesScan
@OpenAPIDefinition(info = @Info(title = "Mahavishnu OTel Ingester", version = "0.1",
		description = "A trace store that answers questions asked in words."))
public class OtelIngesterApplication {

	public static void main(String[] args) {
		SpringApplication.run(OtelIngesterApplication.class, args);
	}

}
