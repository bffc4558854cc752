package io.mahavishnu.otel.receive;

import java.net.InetAddress;
import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

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
 * @param lineMax bytes of one trace in a batch, a line of NDJSON or an element of an
 * array; 1KB to 1GB
 * @param otherBodyMax bytes of any other body, such as a question or an operator's order;
 * 1KB to 1GB. What agents send has a limit of its own
 * @param valuesMax values of one body, or of one trace in a batch: attributes, events,
 * links and elements of arrays, in JSON every value; decoded, one takes up to 150 bytes
 * @param inFlightMax bytes of all bodies, of batches only the trace that is decoded, that
 * are read or wait to be stored at a time; more are refused until there is room; 0 for a
 * thirty-second of the heap, else 1KB to 16GB
 * @param concurrentRequestsMax how many requests are answered at a time, over all ways in
 * but the actuator's; more are refused until one is answered. Over HTTP each takes a
 * thread of {@code server.tomcat.threads.max}, of which some must be left to refuse
 * others
 * @param requestsPerSecondMax how many requests are taken a second, over all ways in but
 * the actuator's; more are refused; 0 for any number
 * @param readTimeout how long the sender of a request over HTTP may let the service wait
 * for its body, and a second longer for every kilobyte of it; also how long a connection
 * to the further port, and the beginning of one for gRPC, may say nothing
 * @param messageTimeout how long the message of a call over gRPC may take to arrive
 * @param otlpHttpPort the further port for OTLP over HTTP; 0 takes any free one, -1
 * switches it off
 * @param otlpHttpAddress the address that the further port is bound to
 */
@Validated
@ConfigurationProperties("mahavishnu.otel-ingester.receive")
public record ReceiveProperties(@DefaultValue("64MB") DataSize bodyMax, @DefaultValue("4GB") DataSize batchBodyMax,
		@DefaultValue("64MB") DataSize lineMax, @DefaultValue("1MB") DataSize otherBodyMax,
		@DefaultValue("5000000") @Min(1000) @Max(1_000_000_000) long valuesMax, @DefaultValue("0") DataSize inFlightMax,
		@DefaultValue("320") @Min(1) @Max(1_000_000) int concurrentRequestsMax,
		@DefaultValue("0") @Min(0) @Max(1_000_000) int requestsPerSecondMax,
		@DefaultValue("20s") @DurationMin(millis = 100) @DurationMax(minutes = 10) Duration readTimeout,
		@DefaultValue("2m") @DurationMin(millis = 100) @DurationMax(hours = 1) Duration messageTimeout,
		@DefaultValue("4318") @Min(-1) @Max(65_535) int otlpHttpPort,
		@DefaultValue("127.0.0.1") InetAddress otlpHttpAddress) {

	static final String PREFIX = "mahavishnu.otel-ingester.receive.";

	// Decoded, a body takes several times its bytes: docs/otlp.md.
	private static final int HEAP_PARTS = 32;

	private static final DataSize LEAST = DataSize.ofKilobytes(1);

	public ReceiveProperties {
		requireWithin("body-max", bodyMax, DataSize.ofGigabytes(1));
		requireWithin("batch-body-max", batchBodyMax, DataSize.ofTerabytes(1));
		requireWithin("line-max", lineMax, DataSize.ofGigabytes(1));
		requireWithin("other-body-max", otherBodyMax, DataSize.ofGigabytes(1));
		if (inFlightMax.toBytes() == 0) {
			inFlightMax = DataSize.ofBytes(Runtime.getRuntime().maxMemory() / HEAP_PARTS);
		}
		requireWithin("in-flight-max", inFlightMax, DataSize.ofGigabytes(16));
	}

	private static void requireWithin(String name, DataSize size, DataSize most) {
		if (size.compareTo(LEAST) < 0 || size.compareTo(most) > 0) {
			throw new IllegalArgumentException(
					PREFIX + name + " must be 1KB to " + most.toGigabytes() + "GB but is " + size);
		}
	}

}
