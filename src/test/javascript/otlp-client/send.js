// Sends one trace with OpenTelemetry's own exporter and prints its id. Where it goes is said by the exporters' own
// variables: OTEL_EXPORTER_OTLP_PROTOCOL and OTEL_EXPORTER_OTLP_ENDPOINT. Ends with 1 when the export fails.
import { SpanKind, SpanStatusCode, context, trace } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';

const MODULES = {
  'http/json': '@opentelemetry/exporter-trace-otlp-http',
  'http/protobuf': '@opentelemetry/exporter-trace-otlp-proto',
  grpc: '@opentelemetry/exporter-trace-otlp-grpc',
};

const protocol = process.env.OTEL_EXPORTER_OTLP_PROTOCOL;
const { OTLPTraceExporter } = await import(MODULES[protocol]);
const exporter = new OTLPTraceExporter();

/** Tells what became of each export. */
class Watched {
  export(spans, done) {
    exporter.export(spans, (result) => {
      if (result.error) {
        console.error(result.error);
        process.exitCode = 1;
      }
      done(result);
    });
  }
  forceFlush() {
    return exporter.forceFlush();
  }
  shutdown() {
    return exporter.shutdown();
  }
}

const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'ferry-bookings', 'service.version': '2.1.0' }),
  spanProcessors: [new SimpleSpanProcessor(new Watched())],
});
const tracer = provider.getTracer('bookings', '1.0.0');

const root = tracer.startSpan('POST /bookings', {
  kind: SpanKind.SERVER,
  startTime: Date.now() - 50,
  attributes: { 'http.route': '/bookings' },
});
const child = tracer.startSpan(
  'reserve cabin',
  { kind: SpanKind.CLIENT, attributes: { 'passenger.count': 3, 'fare.total': 129.5, 'cabin.classes': ['inside', 'sea view'] } },
  trace.setSpan(context.active(), root),
);
child.recordException(new Error(`the ferry to Iceland is fully booked (${protocol})`));
child.setStatus({ code: SpanStatusCode.ERROR, message: 'no cabin left on this crossing' });
child.end();
root.end();
await provider.shutdown();
console.log(root.spanContext().traceId);
