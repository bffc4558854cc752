package io.mahavishnu.otel.receive;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.mahavishnu.otel.ingest.IngestProperties;
import io.mahavishnu.otel.ingest.IngestService;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.EpochTimes;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;

import org.springframework.stereotype.Component;

/**
 * What OTLP's transports have in common: an export is stored, and its answer says what
 * was rejected for good. Thread-safe.
 */
@Component
final class OtlpReceiver {

	private final IngestService service;

	private final ReceiveMeters meters;

	private final IngestProperties ingest;

	private final ReceiveProperties properties;

	private final InstantSource clock = InstantSource.system();

	OtlpReceiver(IngestService service, ReceiveMeters meters, IngestProperties ingest, ReceiveProperties properties) {
		this.service = service;
		this.meters = meters;
		this.ingest = ingest;
		this.properties = properties;
	}

	/** Begins an export that was received now. */
	OtlpExport open() {
		return new OtlpExport(EpochTimes.ofInstant(this.clock.instant()),
				RequestSize.ofExport(this.ingest, this.properties));
	}

	/**
	 * Stores an export. The future completes when that is durable; it fails with a
	 * {@link TraceProblem}, as the method does at once when nothing more can be taken.
	 */
	CompletableFuture<ExportTraceServiceResponse> receive(OtlpExport export, Transport transport) {
		return this.service.export(export.spans()).handle((receipt, failure) -> {
			if (failure != null) {
				throw problemOf(failure);
			}
			export.refused(receipt.refusedSpans());
			count(export, transport);
			return responseTo(export);
		});
	}

	/** The problem inside whatever a future failed with. */
	static RuntimeException problemOf(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof TraceProblem problem) ? problem : new CompletionException(cause);
	}

	private void count(OtlpExport export, Transport transport) {
		this.meters.countSpans(transport, export.accepted());
		this.meters.countDuplicateKeys(transport, export.duplicateKeys());
		export.rejections().forEach((reason, count) -> this.meters.countRejected(transport, reason.tag(), count));
	}

	private static ExportTraceServiceResponse responseTo(OtlpExport export) {
		ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
		if (export.rejected() > 0) {
			response.getPartialSuccessBuilder()
				.setRejectedSpans(export.rejected())
				.setErrorMessage(export.rejectedBecause());
		}
		return response.build();
	}

}
