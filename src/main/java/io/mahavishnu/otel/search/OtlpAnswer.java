package io.mahavishnu.otel.search;

import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceOtlp;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A whole trace as OTLP's JSON.
 *
 * @param trace the trace
 */
@JsonSerialize(using = OtlpAnswer.Serializer.class)
record OtlpAnswer(Trace trace) implements TraceForm {

	/** Writes the trace as an OTLP document. */
	static final class Serializer extends ValueSerializer<OtlpAnswer> {

		@Override
		public void serialize(OtlpAnswer answer, JsonGenerator json, SerializationContext context) {
			TraceOtlp.write(json, answer.trace());
		}

	}

}
