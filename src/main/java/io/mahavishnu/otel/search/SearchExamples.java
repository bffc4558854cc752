package io.mahavishnu.otel.search;

/** The examples of the query endpoints' documentation. */
final class SearchExamples {

	static final String TRACE_ID = "checkout-42";

	static final String SERVICE = "checkout";

	static final String QUERY = "a customer could not pay by card";

	static final String FILTER = "{ .http.response.status_code >= 500 && duration > 300ms }";

	static final String REQUEST = """
			{"query": "a customer could not pay by card", "limit": 5, "mode": "hybrid"}""";

	private static final String SUMMARY = """
			"trace_id": "checkout-42", "conversation_id": "checkout-42", "system_id": "checkout",
			 "content": "POST /api/checkout", "timestamp": "2026-01-05T09:30:00Z", "duration_ms": 12.5,
			 "span_count": 1, "error_count": 0, "services": ["checkout"], "root_name": "POST /api/checkout",
			 "metadata": {"trace_id": "checkout-42", "span_count": 1, "attributes": {"service.name": "checkout"}}""";

	private static final String RESULT = "{" + SUMMARY + """
			,
			 "similarity": 0.71, "score": 0.93, "similar_count": 1,
			 "matches": [{"span_id": "5b8aa5a2d2c872e8", "span_name": "POST /api/checkout", "service": "checkout",
			   "text": "POST /api/checkout", "marks": [], "similarity": 0.71}]}""";

	static final String ANSWER = """
			{"query": "a customer could not pay by card", "mode": "hybrid", "took_ms": 6.4,
			 "results": [""" + RESULT + """
			]}""";

	static final String SIMILAR_ANSWER = """
			{"trace_id": "checkout-43", "took_ms": 5.1, "results": [""" + RESULT + """
			]}""";

	static final String RECENT_ANSWER = "{\"results\": [{" + SUMMARY + """
			}]}""";

	static final String TRACE_ANSWER = "{" + SUMMARY + """
			,
			 "spans": [{"span_id": "5b8aa5a2d2c872e8", "name": "POST /api/checkout", "kind": "SERVER",
			   "start_time": "2026-01-05T09:30:00Z", "end_time": "2026-01-05T09:30:00.012500Z", "duration_ms": 12.5,
			   "status": {"code": "UNSET"}, "attributes": {"service.name": "checkout"}}]}""";

	private static final String FIGURES = """
			"trace_count": 1, "span_count": 1, "error_count": 0,
			   "duration_ms": {"p50": 12.5, "p95": 12.5, "p99": 12.5}, "last_seen": "2026-01-05T09:30:00Z"}]}""";

	static final String SERVICES_ANSWER = "{\"services\": [{\"name\": \"checkout\", " + FIGURES;

	static final String OPERATIONS_ANSWER = "{\"service\": \"checkout\", \"operations\": "
			+ "[{\"name\": \"POST /api/checkout\", " + FIGURES;

	static final String STATS_ANSWER = """
			{"traces": 1, "spans": 1, "shapes": 1, "passages": 1, "embedded_passages": 1, "vectors": 1,
			 "bytes_on_disk": {"store": 274432, "store_used": 270336, "index": 18211},
			 "model": {"ready": true, "id": "0d6f3c1b9a7e", "dimension": 384},
			 "cache": {"hits": 3, "stored": 0, "computed": 1},
			 "index": {"lag_changes": 0, "catching_up": false, "progress": 1.0},
			 "retention": {"traces_removed": 0, "spans_removed": 0, "last_run": "2026-01-05T09:31:00Z",
			               "limited_by": "none"},
			 "traces_by_system": {"checkout": 1}}""";

	static final String INVALID_REQUEST = """
			{"type": "/problems/invalid-request", "title": "The request is not valid", "status": 400,
			 "detail": "limit must be 1 to 1000 but is 0"}""";

	static final String INVALID_CURSOR = """
			{"type": "/problems/invalid-cursor", "title": "The cursor does not belong to this query", "status": 400,
			 "detail": "the cursor is of another query: leave it out, or send it with the query that it came from"}""";

	static final String CURSOR_EXPIRED = """
			{"type": "/problems/cursor-expired", "title": "The cursor has expired", "status": 410,
			 "detail": "what the first page saw is not kept any more: search again without the cursor"}""";

	static final String TRACE_NOT_FOUND = """
			{"type": "/problems/trace-not-found", "title": "The trace is not known", "status": 404,
			 "detail": "no trace checkout-42 is stored"}""";

	static final String SERVICE_NOT_FOUND = """
			{"type": "/problems/not-found", "title": "There is nothing here", "status": 404,
			 "detail": "no span of the service \\"nothing\\" is stored"}""";

	static final String UNSUPPORTED_MEDIA_TYPE = """
			{"type": "/problems/unsupported-media-type", "title": "The type of the body is not supported",
			 "status": 415, "detail": "send application/json"}""";

	static final String MODEL_UNAVAILABLE = """
			{"type": "/problems/model-unavailable", "title": "The embedding model is not available", "status": 503,
			 "detail": "the model could not be loaded: mode keyword works without it"}""";

	static final String STORE_UNAVAILABLE = """
			{"type": "/problems/store-unavailable", "title": "The store is not available", "status": 503,
			 "detail": "the store cannot be read now: send the request again later"}""";

	static final String INGESTER_DISABLED = """
			{"type": "/problems/ingester-disabled", "title": "The ingester is switched off", "status": 503,
			 "detail": "mahavishnu.otel-ingester.enabled is false: set it to true and start the service again"}""";

	private SearchExamples() {
	}

}
