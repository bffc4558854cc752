package io.mahavishnu.otel.mcp;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

import io.mahavishnu.otel.analysis.AnalysisProperties;
import io.mahavishnu.otel.receive.BatchReader;
import io.mahavishnu.otel.search.RequestParser;
import io.mahavishnu.otel.search.SearchService;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import org.springframework.ai.mcp.server.webmvc.transport.WebMvcStatelessServerTransport;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** What the server of the Model Context Protocol offers, and to whom. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "spring.ai.mcp.server.enabled", matchIfMissing = true)
class McpConfiguration {

	private static final String ENDPOINT = "/mcp";

	@Bean
	AnswerPages mcpAnswerPages(JsonMapper json, McpProperties properties) {
		return new AnswerPages(json, properties.answerCharactersMax());
	}

	@Bean
	TraceTools mcpTraceTools(SearchService service, AnalysisProperties analysis, JsonMapper json, AnswerPages pages) {
		return new TraceTools(service, analysis, json, pages);
	}

	@Bean
	List<McpStatelessServerFeatures.SyncToolSpecification> mcpTools(SearchService service, RequestParser requests,
			BatchReader batches, TraceTools traces, JsonMapper json, AnswerPages pages, McpProperties properties) {
		LogFiles files = new LogFiles(properties.logFolders(), properties.logFileMax());
		return Stream
			.of(new SearchTools(service, requests, json, pages).tools(), traces.tools(),
					new LocalTraceTools(service, requests, pages, InstantSource.system()).tools(),
					new FigureTools(service, json, pages).tools(), new IngestTools(batches, files, json, pages).tools())
			.flatMap(List::stream)
			.map(TraceTool::specification)
			.toList();
	}

	@Bean
	List<McpStatelessServerFeatures.SyncResourceTemplateSpecification> mcpResourceTemplates(TraceTools traces) {
		return List.of(new TraceResource(traces).specification());
	}

	@Bean
	List<McpStatelessServerFeatures.SyncPromptSpecification> mcpPrompts() {
		return List.of(WhyItFailedPrompt.specification());
	}

	/** Takes the place of the starter's own, by its name. */
	@Bean
	RouterFunction<ServerResponse> webMvcStatelessServerRouterFunction(WebMvcStatelessServerTransport transport,
			JsonMapper json) {
		return transport.getRouterFunction().filter(new ProtocolErrors(json));
	}

	@Bean
	FilterRegistrationBean<CallerFilter> mcpCallerFilter(McpProperties properties,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		FilterRegistrationBean<CallerFilter> filter = new FilterRegistrationBean<>(
				new CallerFilter(properties, problems));
		filter.addUrlPatterns(ENDPOINT, ENDPOINT + "/*");
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
		return filter;
	}

}
