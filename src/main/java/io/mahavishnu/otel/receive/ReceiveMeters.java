package io.mahavishnu.otel.receive;

import java.util.function.Supplier;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import org.springframework.stereotype.Component;

/**
 * What is counted of each way in. All tags have few values: the ways in, the types of
 * problem, the reasons of rejection. Thread-safe.
 */
@Component
final class ReceiveMeters {

	private static final String STORED = "stored";

	private final MeterRegistry registry;

	ReceiveMeters(MeterRegistry registry) {
		this.registry = registry;
		// There from the start, so that rates are right from the first request on.
		for (Transport transport : Transport.values()) {
			requests(transport, STORED);
			spans(transport);
			bytes(transport);
		}
	}

	/** Does the work of a request, and counts what became of it. */
	<T> T request(Transport transport, Supplier<T> work) {
		try {
			T result = work.get();
			countStored(transport);
			return result;
		}
		catch (TraceProblem problem) {
			countRefused(transport, problem.type());
			throw problem;
		}
		catch (RuntimeException defect) {
			countRefused(transport, ProblemType.INTERNAL);
			throw defect;
		}
	}

	/** Counts a request whose spans are durable now. */
	void countStored(Transport transport) {
		requests(transport, STORED).increment();
	}

	/** Counts a request that was refused as a whole. */
	void countRefused(Transport transport, ProblemType why) {
		requests(transport, why.code()).increment();
	}

	/** Counts spans that were taken. */
	void countSpans(Transport transport, int spans) {
		spans(transport).increment(spans);
	}

	/** Counts spans, or traces of a batch, that can never be stored. */
	void countRejected(Transport transport, String reason, int count) {
		Counter.builder("mahavishnu.receive.rejected")
			.description("Spans (of a batch in simple JSON: traces) that can never be stored")
			.tags(Tags.of("transport", transport.tag(), "reason", reason))
			.register(this.registry)
			.increment(count);
	}

	/** Counts attributes whose key came again. */
	void countDuplicateKeys(Transport transport, int count) {
		this.registry.counter("mahavishnu.receive.duplicate.keys", "transport", transport.tag()).increment(count);
	}

	/** Counts bytes of bodies. */
	void countBytes(Transport transport, int count) {
		bytes(transport).increment(count);
	}

	private Counter requests(Transport transport, String outcome) {
		return Counter.builder("mahavishnu.receive.requests")
			.description("Requests, by what became of them: stored, or the problem")
			.tags(Tags.of("transport", transport.tag(), "outcome", outcome))
			.register(this.registry);
	}

	private Counter spans(Transport transport) {
		return Counter.builder("mahavishnu.receive.spans")
			.description("Spans that were taken, those sent again included")
			.tag("transport", transport.tag())
			.register(this.registry);
	}

	private Counter bytes(Transport transport) {
		return Counter.builder("mahavishnu.receive.bytes")
			.baseUnit("bytes")
			.description("Bodies that were read, after decompression")
			.tag("transport", transport.tag())
			.register(this.registry);
	}

}
