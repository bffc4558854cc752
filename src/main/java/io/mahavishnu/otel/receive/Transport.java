package io.mahavishnu.otel.receive;

import java.util.Locale;

/** A way in. */
enum Transport {

	/** A trace of the simple JSON. */
	JSON,
	/** A batch of the simple JSON. */
	JSON_BATCH,
	/** OTLP over HTTP. */
	OTLP_HTTP,
	/** OTLP over gRPC. */
	OTLP_GRPC;

	/** The way in as a metric's tag. */
	String tag() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
