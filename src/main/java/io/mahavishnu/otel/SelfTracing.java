package io.mahavishnu.otel;

import java.util.List;
import java.util.Map;

import io.micrometer.tracing.exporter.FinishedSpan;
import io.micrometer.tracing.exporter.SpanExportingPredicate;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The service's own traces, where {@code management.tracing.export.enabled} switches them
 * on: of what is asked of it, never of what is sent to it. Its own spans may be sent to
 * itself, and a request that brings spans would leave another one, without end.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(SelfTracingImportFilter.SWITCH)
class SelfTracing {

	private static final String EXPORT_SERVICE = "opentelemetry.proto.collector.trace.v1.TraceService";

	@Bean
	SpanExportingPredicate withoutExportsAndProbes(
			@Value("${management.endpoints.web.base-path:/actuator}") String actuator) {
		List<String> paths = List.of("/v1/", actuator + "/");
		return (span) -> isOfInterest(span, paths);
	}

	/** Whether a span is neither of an export nor of a look at the service's health. */
	private static boolean isOfInterest(FinishedSpan span, List<String> paths) {
		Map<String, String> tags = span.getTags();
		String path = tags.getOrDefault("http.url", "");
		return paths.stream().noneMatch(path::startsWith) && !EXPORT_SERVICE.equals(tags.get("rpc.service"));
	}

}
