package io.mahavishnu.otel.search;

/** A whole trace in one of the forms in which it can be read. */
sealed interface TraceForm permits TraceAnswer, OtlpAnswer {

}
