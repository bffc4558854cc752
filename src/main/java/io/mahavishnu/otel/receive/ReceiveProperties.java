package io.mahavishnu.otel.receive;

import java.net.InetAddress;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is read from the network. Sizes hold after decompression.
 *
 * @param bodyMax bytes of a body that holds one trace or one export; 1KB to 1GB
 * @param batchBodyMax bytes of a body that holds a batch, which is read as a stream; 1KB
 * to 1TB
 * @param lineMax bytes of one line of NDJSON; 1KB to 1GB
 * @param otlpHttpPort the further port for OTLP over HTTP; 0 takes any free one, -1
 * switches it off
 * @param otlpHttpAddress the address that the further port is bound to
 */
@Validated
@ConfigurationProperties("mahavishnu.otel-ingester.receive")
public record ReceiveProperties(@DefaultValue("64MB") DataSize bodyMax, @DefaultValue("4GB") DataSize batchBodyMax,
		@DefaultValue("64MB") DataSize lineMax, @DefaultValue("4318") @Min(-1) @Max(65_535) int otlpHttpPort,
		@DefaultValue("127.0.0.1") InetAddress otlpHttpAddress) {

	static final String PREFIX = "mahavishnu.otel-ingester.receive.";

	private static final DataSize LEAST = DataSize.ofKilobytes(1);

	public ReceiveProperties {
		requireWithin("body-max", bodyMax, DataSize.ofGigabytes(1));
		requireWithin("batch-body-max", batchBodyMax, DataSize.ofTerabytes(1));
		requireWithin("line-max", lineMax, DataSize.ofGigabytes(1));
	}

	private static void requireWithin(String name, DataSize size, DataSize most) {
		if (size.compareTo(LEAST) < 0 || size.compareTo(most) > 0) {
			throw new IllegalArgumentException(
					PREFIX + name + " must be 1KB to " + most.toGigabytes() + "GB but is " + size);
		}
	}

}
