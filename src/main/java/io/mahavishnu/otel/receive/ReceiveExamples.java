package io.mahavishnu.otel.receive;

/** The requests and answers that the API's documentation shows; the requests work. */
final class ReceiveExamples {

	static final String TRACE = """
			{
			  "trace_id": "checkout-42",
			  "system_id": "shop",
			  "spans": [
			    {
			      "span_id": "a1",
			      "name": "POST /api/checkout",
			      "kind": "SERVER",
			      "start_time": "2026-01-05T09:30:00.000Z",
			      "end_time": "2026-01-05T09:30:01.250Z",
			      "status": {"code": "ERROR", "message": "payment failed"},
			      "attributes": {"service.name": "checkout", "http.route": "/api/checkout"}
			    },
			    {
			      "parent_span_id": "a1",
			      "name": "charge card",
			      "kind": "CLIENT",
			      "start_time": "2026-01-05T09:30:00.100Z",
			      "duration_ms": 900,
			      "status": {"code": "ERROR", "message": "the card was declined"},
			      "attributes": {"service.name": "payment"}
			    }
			  ]
			}""";

	static final String BATCH = """
			[
			  {"trace_id": "login-7", "spans": [{"name": "GET /login", "start_time": "2026-01-05T09:31:00Z",
			    "attributes": {"service.name": "accounts"}}]},
			  {"trace_id": "login-8", "spans": [{"name": "GET /login", "start_time": 1767605520,
			    "attributes": {"service.name": "accounts"}}]}
			]""";

	static final String LINES = """
			{"trace_id": "login-7", "spans": [{"name": "GET /login", "start_time": "2026-01-05T09:31:00Z"}]}
			{"trace_id": "login-8", "spans": [{"name": "GET /login", "start_time": 1767605520}]}
			""";

	static final String INGESTED = """
			{"trace_id": "checkout-42", "system_id": "checkout", "span_count": 2, "new_spans": 2, "searchable": true}""";

	static final String DURABLE = """
			{"trace_id": "checkout-42", "system_id": "checkout", "span_count": 2, "new_spans": 2, "searchable": false}""";

	static final String INGESTED_BATCH = """
			{"total": 3, "ingested": 2, "failed": 1, "spans": 2, "new_spans": 2, "searchable": true,
			 "errors": [{"index": 2, "trace_id": "login-9", "code": "invalid-trace",
			   "detail": "spans is empty; send at least one span"}]}""";

	static final String INVALID_TRACE = """
			{"type": "/problems/invalid-trace", "title": "The trace is not valid", "status": 400,
			 "detail": "spans[1].start_time \\"yesterday\\" is not a time: send RFC 3339 with an offset, such as \
			\\"2024-01-01T00:00:00Z\\", or a Unix number",
			 "instance": "/api/traces"}""";

	static final String INVALID_BATCH = """
			{"type": "/problems/invalid-request", "title": "The request is not valid", "status": 400,
			 "detail": "the body is not JSON: Unexpected end-of-input at line 1, column 7",
			 "instance": "/api/traces/batch"}""";

	static final String INVALID_ID = """
			{"type": "/problems/invalid-request", "title": "The request is not valid", "status": 400,
			 "detail": "trace_id must be 1 to 128 of A-Z a-z 0-9 . _ : - but is \\"a b\\"",
			 "instance": "/api/traces/a%20b"}""";

	static final String NOT_FOUND = """
			{"type": "/problems/trace-not-found", "title": "The trace is not known", "status": 404,
			 "detail": "no trace is stored under nothing-42", "instance": "/api/traces/nothing-42"}""";

	static final String TOO_LARGE = """
			{"type": "/problems/payload-too-large", "title": "The body is too large", "status": 413,
			 "detail": "the body is larger than 67108864 bytes; send less at a time or raise \
			mahavishnu.otel-ingester.receive.body-max",
			 "instance": "/api/traces"}""";

	static final String MEDIA_TYPE = """
			{"type": "/problems/unsupported-media-type", "title": "The type of the body is not supported", "status": 415,
			 "detail": "the Content-Type text/plain is not read here; send application/json",
			 "instance": "/api/traces"}""";

	static final String RATE_LIMITED = """
			{"type": "/problems/rate-limited", "title": "Too many requests came within a second", "status": 429,
			 "detail": "more than 500 requests a second; send again later, or raise \
			mahavishnu.otel-ingester.receive.requests-per-second-max", "instance": "/api/traces"}""";

	static final String OVERLOADED = """
			{"type": "/problems/overloaded", "title": "Too much is under way", "status": 503,
			 "detail": "100000 spans wait to be stored; send the same again later", "instance": "/api/traces"}""";

	static final String OTLP = """
			{"resourceSpans": [{
			  "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "payment"}}]},
			  "scopeSpans": [{
			    "scope": {"name": "my.library", "version": "1.0.0"},
			    "spans": [{
			      "traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b174",
			      "name": "charge card", "kind": 3,
			      "startTimeUnixNano": "1767605400100000000", "endTimeUnixNano": "1767605401000000000",
			      "attributes": [{"key": "peer.service", "value": {"stringValue": "bank"}}],
			      "status": {"code": 2, "message": "the card was declined"}
			    }]
			  }]
			}]}""";

	static final String OTLP_PARTIAL = """
			{"partialSuccess": {"rejectedSpans": "1",
			  "errorMessage": "1 spans: trace_id must be 16 bytes, not all zero"}}""";

	static final String OTLP_INVALID = """
			{"code": 3, "message": "resourceSpans[0].scopeSpans[0].spans[0].traceId must be 32 hexadecimal digits but is \
			\\"abc\\""}""";

	static final String OTLP_TOO_LARGE = """
			{"code": 8, "message": "the body is larger than 67108864 bytes; send less at a time or raise \
			mahavishnu.otel-ingester.receive.body-max"}""";

	static final String OTLP_MEDIA_TYPE = """
			{"code": 3, "message": "the Content-Type \\"text/plain\\" is not read here; send application/x-protobuf, \
			or application/json in UTF-8"}""";

	static final String OTLP_RATE_LIMITED = """
			{"code": 8, "message": "more than 500 requests a second; send again later, or raise \
			mahavishnu.otel-ingester.receive.requests-per-second-max"}""";

	static final String OTLP_OVERLOADED = """
			{"code": 14, "message": "100000 spans wait to be stored; send the same again later"}""";

	private ReceiveExamples() {
	}

}
