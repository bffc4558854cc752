package io.mahavishnu.otel.analysis;

/** The examples of the analysis endpoints' documentation. */
final class AnalysisExamples {

	static final String TRACE_ID = "checkout-42";

	static final String OTHER_TRACE_ID = "login-7";

	static final String CRITICAL_PATH = """
			{"trace_id": "checkout-42", "start_time": "2026-01-05T09:30:00Z", "duration_ms": 1250,
			 "trace_duration_ms": 1250,
			 "spans": [{"span_id": "b7ad6b7169203331", "name": "charge card", "service": "payment",
			     "self_ms": 900, "share": 0.72},
			   {"span_id": "a1", "name": "POST /api/checkout", "service": "checkout", "self_ms": 350, "share": 0.28}],
			 "segments": [{"span_id": "a1", "offset_ms": 0, "duration_ms": 100},
			   {"span_id": "b7ad6b7169203331", "offset_ms": 100, "duration_ms": 900},
			   {"span_id": "a1", "offset_ms": 1000, "duration_ms": 250}]}""";

	static final String ERRORS = """
			{"trace_id": "checkout-42", "error_count": 2, "failure_count": 1,
			 "failures": [{
			   "causes": [{"span_id": "b7ad6b7169203331", "name": "charge card", "service": "payment",
			       "start_time": "2026-01-05T09:30:00.100Z", "duration_ms": 900, "message": "the card was declined"},
			     {"span_id": "a1", "name": "POST /api/checkout", "service": "checkout",
			       "start_time": "2026-01-05T09:30:00Z", "duration_ms": 1250, "message": "payment failed"}],
			   "path": [{"span_id": "a1", "name": "POST /api/checkout", "service": "checkout"},
			     {"span_id": "b7ad6b7169203331", "name": "charge card", "service": "payment"}],
			   "depth": 1, "reached_top": true}]}""";

	static final String COMPARISON = """
			{"trace_id": "checkout-41", "other_trace_id": "checkout-42", "duration_ms": 320, "other_duration_ms": 1250,
			 "matched_spans": 2, "added": [],
			 "missing": [{"span_id": "00f067aa0ba902b7", "name": "send confirmation", "service": "mailer"}],
			 "slower": [{"span_id": "a1", "name": "POST /api/checkout", "service": "checkout",
			     "other_span_id": "a1", "duration_ms": 320, "other_duration_ms": 1250, "difference_ms": 930,
			     "depth": 0}],
			 "newly_failing": [{"span_id": "a1", "name": "POST /api/checkout", "service": "checkout",
			     "other_span_id": "a1", "message": "payment failed"}]}""";

	static final String INVALID_ID = """
			{"type": "/problems/invalid-request", "title": "The request is not valid", "status": 400,
			 "detail": "trace_id must be 1 to 128 of A-Z a-z 0-9 . _ : - but is \\"a b\\""}""";

	static final String INVALID_THRESHOLD = """
			{"type": "/problems/invalid-request", "title": "The request is not valid", "status": 400,
			 "detail": "min_slowdown_ratio must be 1 to 1000000 but is \\"0.5\\""}""";

	static final String NOT_FOUND = """
			{"type": "/problems/trace-not-found", "title": "The trace is not known", "status": 404,
			 "detail": "no trace checkout-42 is stored"}""";

	private AnalysisExamples() {
	}

}
