package io.mahavishnu.otel.cli;

/** Answers of the service, as the contract has them. */
final class Samples {

	static final String SEARCH = """
			{"query":"card refused","mode":"hybrid","took_ms":4,"results":[
			 {"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","conversation_id":"4bf92f3577b34da6a3ce929d0e0e4736",
			  "system_id":"checkoutservice","content":"POST /api/checkout | Charge","timestamp":"2026-11-12T10:04:11.123456789Z",
			  "duration_ms":1240.5,"span_count":7,"error_count":2,"services":["frontend","payment"],"root_name":"POST /api/checkout",
			  "similarity":0.7123,"score":0.9341,"similar_count":42,"matches":[
			   {"span_id":"00f067aa0ba902b7","span_name":"Charge","service":"payment","similarity":0.7123,
			    "text":"Charge: the card was refused by the bank because the account has insufficient funds; the customer has been asked for another way to pay, which did not help either","marks":[[12,16],[21,28]]},
			   {"span_name":"","text":"the whole trace, without marks: a CARD","similarity":0.5}]},
			 {"trace_id":"abc123","system_id":"claude","timestamp":"2026-11-12T09:00:00Z","duration_ms":0.42,"span_count":1,
			  "error_count":0,"services":[],"root_name":"evil \\u001b]0;title\\u0007 \\u001b[2J name","similarity":null,"score":0.05,
			  "similar_count":1,"matches":[]}],
			 "next_cursor":"eyJvIjoxMH0"}
			""";

	static final String TRACE = """
			{"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","system_id":"checkoutservice","timestamp":"2026-11-12T10:04:11.123456789Z",
			 "duration_ms":1240.0,"span_count":7,"error_count":2,"spans":[
			 {"span_id":"a1","name":"POST /api/checkout","start_time":"2026-11-12T10:04:11.123456789Z","duration_ms":1240.0,
			  "status":{"code":"ERROR","message":"checkout failed"},"resource":{"service.name":"frontend"}},
			 {"span_id":"b1","parent_span_id":"a1","name":"GetCart","start_time":"2026-11-12T10:04:11.133456789Z","duration_ms":80.0,
			  "resource":{"service.name":"cart"}},
			 {"span_id":"c1","parent_span_id":"b1","name":"HGET cart:1234567890","start_time":"2026-11-12T10:04:11.143456789Z","duration_ms":0.4,
			  "resource":{"service.name":"cart"},"attributes":{"db.system":"redis","db.rows":3}},
			 {"span_id":"b2","parent_span_id":"a1","name":"Charge","start_time":"2026-11-12T10:04:11.323456789Z","duration_ms":900.0,
			  "status":{"code":"ERROR","message":"the card was refused: \\u001b[31minsufficient funds"},"resource":{"service.name":"payment"}},
			 {"span_id":"b3","parent_span_id":"a1","name":"a name that is much longer than the column it has to fit into, whatever","start_time":"2026-11-12T10:04:12.323456789Z","duration_ms":40.0,
			  "resource":{"service.name":"email"}},
			 {"span_id":"d1","parent_span_id":"gone","name":"Orphan","start_time":"2026-11-12T10:04:12.163456789Z","duration_ms":100.0},
			 {"span_id":"e1","parent_span_id":"e1","name":"Own parent","start_time":"2026-11-12T10:04:12.263456789Z","duration_ms":100.0}]}
			""";

	static final String SERVICES = """
			[{"name":"payment","trace_count":1200,"span_count":48211,"error_count":17,
			  "duration_ms":{"p50":12.5,"p95":230.0,"p99":1900.0},"last_seen":"2026-11-12T10:04:11Z"},
			 {"name":"cart","trace_count":3,"span_count":4,"error_count":0,
			  "duration_ms":{"p50":0.25,"p95":1.0,"p99":2.0},"last_seen":"2026-11-12T10:04:11Z"}]
			""";

	static final String STATS = """
			{"traces":1500,"spans":1234567,"bytes_on_disk":48318382,"model":{"id":"all-MiniLM-L6-v2","ready":true},
			 "traces_by_system":{"claude":1400,"check_out":100}}
			""";

	private Samples() {
	}

	/**
	 * Serves the samples until the process ends: to look at the commands in a terminal.
	 */
	@SuppressWarnings("resource")
	public static void main(String[] args) throws Exception {
		FakeService service = withAll(new FakeService(Integer.parseInt(args[0])));
		System.out.println(service.url());
	}

	static FakeService withAll(FakeService service) {
		return service.on("/api/traces/search", SEARCH)
			.on("/api/traces", SEARCH.replace("\"next_cursor\":\"eyJvIjoxMH0\"", "\"next_cursor\":null"))
			.on("/api/traces/4bf92f3577b34da6a3ce929d0e0e4736", TRACE)
			.on("/api/traces/abc123", TRACE)
			.on("/api/traces/abc123/similar", SEARCH)
			.on("/api/services", SERVICES)
			.on("/api/services/payment/operations", SERVICES)
			.on("/api/stats", STATS);
	}

}
