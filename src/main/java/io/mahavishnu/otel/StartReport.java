package io.mahavishnu.otel;

import io.mahavishnu.otel.index.IndexFeeder;
import io.mahavishnu.otel.store.StoreFigures;
import io.mahavishnu.otel.store.TraceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** One line at the start that says where everything is. */
@Component
class StartReport {

	private static final Logger log = LoggerFactory.getLogger(StartReport.class);

	private final TraceStore store;

	private final IndexFeeder feeder;

	private final Environment environment;

	StartReport(TraceStore store, IndexFeeder feeder, Environment environment) {
		this.store = store;
		this.feeder = feeder;
		this.environment = environment;
	}

	@EventListener
	void onReady(ApplicationReadyEvent event) {
		if (event.getApplicationContext() instanceof WebServerApplicationContext context
				&& context.getWebServer() != null) {
			String host = this.environment.getProperty("server.address", "0.0.0.0");
			String url = "http://" + host + ":" + context.getWebServer().getPort();
			StoreFigures figures = this.store.figures();
			log.info("Ready for traces at {} (Swagger UI {}/swagger-ui.html); {} spans in {}, {} to index; model {}",
					url, url, figures.spanRows(), figures.location(), this.feeder.lagChanges(),
					this.environment.getProperty("mahavishnu.otel-ingester.embedding-model"));
		}
	}

}
