package io.mahavishnu.otel.mcp;

import java.nio.file.Path;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What AI agents may do over MCP.
 *
 * @param allowedHosts the names, without ports, that the {@code Host} header may have,
 * and that the host of an {@code Origin} may have
 * @param allowedOrigins further origins, whole as browsers send them, such as
 * {@code https://agents.example.org}
 * @param answerCharactersMax characters of the JSON of one answer; what does not fit is
 * read with a cursor
 * @param bodyMax bytes of a request; 1KB to 1GB
 * @param logFolders folders from which {@code ingest_otel_traces} may read files; none
 * when empty
 * @param logFileMax bytes of one such file; 1KB to 1TB
 */
@Validated
@ConfigurationProperties("mahavishnu.otel-ingester.mcp")
record McpProperties(@DefaultValue( {
		"localhost", "127.0.0.1", "[::1]" }) List<String> allowedHosts, @DefaultValue List<String> allowedOrigins,
		@DefaultValue("20000") @Min(4000) @Max(10_000_000) int answerCharactersMax,
		@DefaultValue("16MB") DataSize bodyMax, @DefaultValue List<Path> logFolders,
		@DefaultValue("1GB") DataSize logFileMax){

	static final String PREFIX = "mahavishnu.otel-ingester.mcp.";

	private static final DataSize LEAST = DataSize.ofKilobytes(1);

	McpProperties {
		allowedHosts = List.copyOf(allowedHosts);
		allowedOrigins = List.copyOf(allowedOrigins);
		logFolders = List.copyOf(logFolders);
		requireWithin("body-max", bodyMax, DataSize.ofGigabytes(1));
		requireWithin("log-file-max", logFileMax, DataSize.ofTerabytes(1));
	}

	private static void requireWithin(String name, DataSize size, DataSize most) {
		if (size.compareTo(LEAST) < 0 || size.compareTo(most) > 0) {
			throw new IllegalArgumentException(
					PREFIX + name + " must be 1KB to " + most.toGigabytes() + "GB but is " + size);
		}
	}

}
