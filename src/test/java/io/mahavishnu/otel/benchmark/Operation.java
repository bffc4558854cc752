package io.mahavishnu.otel.benchmark;

import java.util.List;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;

/**
 * What one of the services of a shop does, and what its spans say: a text of its own for
 * each number. Some always fail. Unchanging.
 *
 * @param number which operation it is
 */
record Operation(int number) {

	static final List<String> SERVICES = List.of("frontend", "checkout", "payment", "catalogue", "cart", "shipping",
			"mailer", "inventory", "recommendation", "accounts", "pricing", "search");

	private static final List<String> VERBS = List.of("list", "find", "update", "reserve", "cancel", "authorize",
			"refund", "quote", "confirm", "archive", "verify", "publish", "merge", "estimate", "assign", "release",
			"import", "compare", "schedule", "track", "validate", "render", "notify", "charge", "restock", "collect",
			"approve", "split", "forward", "measure", "rank", "close");

	private static final List<String> NOUNS = List.of("orders", "invoices", "customers", "parcels", "vouchers",
			"addresses", "products", "reviews", "baskets", "payments", "cards", "warehouses", "couriers", "returns",
			"prices", "discounts", "suppliers", "contracts", "messages", "sessions", "accounts", "images", "categories",
			"shelves", "pallets", "routes", "vehicles", "drivers", "tickets", "complaints", "gifts", "wishes",
			"subscriptions", "deliveries", "taxes", "currencies", "regions", "shops", "brands", "sizes", "colours",
			"receipts", "deposits", "loans", "quotas", "forecasts", "campaigns", "banners", "coupons", "surveys",
			"answers", "profiles", "devices", "tokens", "licences", "permits", "holidays", "shifts", "teams", "reports",
			"budgets", "samples", "labels", "barcodes");

	/** How many texts the words above can make. */
	static final int NUMBERS = VERBS.size() * NOUNS.size() * NOUNS.size() * NOUNS.size();

	String service() {
		return SERVICES.get(this.number % SERVICES.size());
	}

	/** Whether its spans have the status error. */
	boolean fails() {
		return this.number % 40 == 7;
	}

	/**
	 * A span without ids and times.
	 * @param item a number that only this span has, such as that of an order
	 */
	Span.Builder span(int item) {
		Span.Builder span = switch (this.number % 5) {
			case 0 -> httpServer(item);
			case 1 -> database(item);
			case 2 -> remoteCall(item);
			case 3 -> messaging(item);
			default -> httpClient(item);
		};
		span.addAttributes(text("enduser.id", "user-" + item % 10_007))
			.addAttributes(text("order.id", "A-" + item))
			.addAttributes(number("thread.id", item % 48))
			.addAttributes(text("thread.name", "worker-" + item % 48));
		return fails() ? failed(span) : span;
	}

	private Span.Builder httpServer(int item) {
		return Span.newBuilder()
			.setName("GET /" + noun() + "/{id}/" + words("/"))
			.setKind(Span.SpanKind.SPAN_KIND_SERVER)
			.addAttributes(text("http.request.method", "GET"))
			.addAttributes(text("http.route", "/" + noun() + "/{id}/" + words("/")))
			.addAttributes(text("url.path", "/" + noun() + "/" + item + "/" + words("/")))
			.addAttributes(number("http.response.status_code", fails() ? 500 : 200))
			.addAttributes(text("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"))
			.addAttributes(text("network.protocol.version", "1.1"));
	}

	private Span.Builder httpClient(int item) {
		return Span.newBuilder()
			.setName("POST")
			.setKind(Span.SpanKind.SPAN_KIND_CLIENT)
			.addAttributes(text("http.request.method", "POST"))
			.addAttributes(text("url.template", "/" + noun() + "/{id}/" + words("/")))
			.addAttributes(text("url.full", "http://" + service() + ":8080/" + noun() + "/" + item + "/" + words("/")))
			.addAttributes(text("server.address", service()))
			.addAttributes(number("server.port", 8080))
			.addAttributes(number("http.response.status_code", fails() ? 503 : 201));
	}

	private Span.Builder database(int item) {
		return Span.newBuilder()
			.setName("SELECT " + noun())
			.setKind(Span.SpanKind.SPAN_KIND_CLIENT)
			.addAttributes(text("db.system.name", "postgresql"))
			.addAttributes(text("db.namespace", "shop"))
			.addAttributes(text("db.operation.name", "SELECT"))
			.addAttributes(text("db.collection.name", noun()))
			.addAttributes(text("db.query.text",
					"SELECT id, state, changed_at FROM " + noun() + " WHERE " + words("_")
							+ " = $1 ORDER BY changed_at"))
			.addAttributes(number("db.response.returned_rows", item % 20));
	}

	private Span.Builder remoteCall(int item) {
		return Span.newBuilder()
			.setName("shop." + noun() + "/" + words("_"))
			.setKind(Span.SpanKind.SPAN_KIND_SERVER)
			.addAttributes(text("rpc.system", "grpc"))
			.addAttributes(text("rpc.service", "shop." + noun()))
			.addAttributes(text("rpc.method", words("_")))
			.addAttributes(number("rpc.grpc.status_code", fails() ? 13 : 0))
			.addAttributes(text("client.address", "10.4." + item % 16 + "." + item % 250))
			.addAttributes(number("client.port", 30_000 + item % 20_000));
	}

	private Span.Builder messaging(int item) {
		return Span.newBuilder()
			.setName("publish " + noun() + "." + words("."))
			.setKind(Span.SpanKind.SPAN_KIND_PRODUCER)
			.addAttributes(text("messaging.system", "kafka"))
			.addAttributes(text("messaging.operation.name", "publish"))
			.addAttributes(text("messaging.destination.name", noun() + "." + words(".")))
			.addAttributes(number("messaging.kafka.offset", item))
			.addAttributes(text("messaging.destination.partition.id", "" + item % 12))
			.addAttributes(number("messaging.message.body.size", 200 + item % 3000));
	}

	private Span.Builder failed(Span.Builder span) {
		String message = "could not " + words(" ") + " of the " + noun() + ": the " + service() + " did not answer";
		return span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage(message))
			.addEvents(Span.Event.newBuilder()
				.setName("exception")
				.addAttributes(text("exception.type", "java.net.SocketTimeoutException"))
				.addAttributes(text("exception.message", message))
				.addAttributes(text("exception.stacktrace", """
						java.net.SocketTimeoutException: %s
							at com.example.shop.Client.read(Client.java:88)
							at com.example.shop.Client.call(Client.java:41)
							at com.example.shop.Handler.handle(Handler.java:23)
						""".formatted(message))));
	}

	private String noun() {
		return NOUNS.get(this.number / VERBS.size() % NOUNS.size());
	}

	/** The verb, and as many further words as the number needs. */
	private String words(String separator) {
		StringBuilder words = new StringBuilder(VERBS.get(this.number % VERBS.size()));
		for (int rest = this.number / VERBS.size() / NOUNS.size(); rest > 0; rest /= NOUNS.size()) {
			words.append(separator).append(NOUNS.get(rest % NOUNS.size()));
		}
		return words.toString();
	}

	/**
	 * What a person would ask to find its spans, about as long as a line in which
	 * operators ask.
	 * @param variant questions of other variants are other texts; 0 to 4,095
	 */
	String question(int variant) {
		return words(" ") + " of the " + noun() + " with " + NOUNS.get(variant % 64) + " and "
				+ NOUNS.get(variant / 64 % 64);
	}

	static KeyValue text(String key, String value) {
		return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value)).build();
	}

	private static KeyValue number(String key, long value) {
		return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setIntValue(value)).build();
	}

}
