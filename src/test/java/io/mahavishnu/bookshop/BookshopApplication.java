package io.mahavishnu.bookshop;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The application. Its one controller shows orders, and fails at a statistic. */
@SpringBootApplication
public class BookshopApplication {

	private static final String DATABASE = "jdbc:h2:mem:bookshop;DB_CLOSE_DELAY=-1;INIT=CREATE TABLE IF NOT EXISTS "
			+ "book_orders AS SELECT 7 AS id, 'Ada' AS customer, 'A history of lighthouses' AS title";

	/**
	 * Starts the application.
	 * @param arguments settings
	 */
	public static void main(String[] arguments) {
		SpringApplication application = new SpringApplication(BookshopApplication.class);
		// The settings on the class path are those of the service under test.
		application.setDefaultProperties(Map.of("spring.datasource.url", DATABASE, "spring.grpc.server.enabled",
				"false", "server.address", "127.0.0.1"));
		application.run(arguments);
	}

	/** What the shop answers. */
	@RestController
	static class Orders {

		private final JdbcClient jdbc;

		Orders(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

		@GetMapping("/orders/{id}")
		Map<String, @Nullable Object> order(@PathVariable("id") int id) {
			return this.jdbc.sql("SELECT id, customer, title FROM book_orders WHERE id = :id")
				.param("id", id)
				.query()
				.singleRow();
		}

		@GetMapping("/statistics/refunds")
		Map<String, @Nullable Object> refunds() {
			return this.jdbc.sql("SELECT sum(amount) AS total FROM refunds_to_unhappy_readers").query().singleRow();
		}

	}

}
