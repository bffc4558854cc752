package io.mahavishnu.otel.evaluation.shop;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * How OpenTelemetry's semantic conventions say an operation: the span's name, its kind
 * and its attributes, with the values of one trace.
 */
final class Conventions {

	private static final Map<String, String> DATABASES = Map.of("accounts", "microsoft.sql_server", "giftcards",
			"microsoft.sql_server", "promotions", "mysql");

	private final Map<String, ServiceIdentity> services;

	Conventions(Map<String, ServiceIdentity> services) {
		this.services = services;
	}

	/** The span of the service that does the operation. */
	SpanDraft span(Operation operation, SpanSeed seed, Values values) {
		return switch (operation.verb()) {
			case "http" -> httpServer(operation, seed, values);
			case "call" -> httpClient(operation, seed, values);
			case "rpc" -> rpc(draft(operation.service(), seed, operation.rest(), "SERVER"), operation);
			case "sql", "clickhouse" -> sql(operation, seed);
			case "redis", "mongo", "elastic" -> document(operation, seed, values);
			case "send", "receive" -> message(operation, seed);
			case "s3" -> s3(operation, seed, values);
			case "fn" -> draft(operation.service(), seed, operation.rest(), "INTERNAL").with("code.function.name",
					operation.rest());
			case "job" ->
				draft(operation.service(), seed, operation.rest(), "INTERNAL").with("job.name", operation.rest());
			case "mail" -> draft(operation.service(), seed, "smtp send " + operation.rest(), "CLIENT")
				.with("server.address", "smtp.mailrelay.example")
				.with("email.template", operation.rest())
				.with("email.to", values.fill("{email}"));
			case "etcd" -> draft(operation.service(), seed, "etcdserverpb.KV/" + operation.first(), "CLIENT")
				.with("rpc.system", "grpc")
				.with("rpc.service", "etcdserverpb.KV")
				.with("rpc.method", operation.first());
			default -> throw new IllegalArgumentException("Not an operation: " + operation);
		};
	}

	/** The span of the service that calls a remote operation. */
	SpanDraft clientSpan(String caller, Operation operation, SpanSeed seed, Values values) {
		if (operation.verb().equals("rpc")) {
			return rpc(draft(caller, seed, operation.rest(), "CLIENT"), operation).with("server.address",
					operation.service());
		}
		return draft(caller, seed, operation.first(), "CLIENT").with("http.request.method", operation.first())
			.with("url.full", "http://" + operation.service() + ":8080" + values.fill(operation.second()))
			.with("server.address", operation.service());
	}

	private SpanDraft httpServer(Operation operation, SpanSeed seed, Values values) {
		return draft(operation.service(), seed, operation.rest(), "SERVER")
			.with("http.request.method", operation.first())
			.with("http.route", operation.second())
			.with("url.path", values.fill(operation.second()));
	}

	private SpanDraft httpClient(Operation operation, SpanSeed seed, Values values) {
		String url = values.fill(operation.second());
		return draft(operation.service(), seed, operation.first(), "CLIENT")
			.with("http.request.method", operation.first())
			.with("url.full", url)
			.with("server.address", URI.create(url).getHost());
	}

	private static SpanDraft rpc(SpanDraft draft, Operation operation) {
		String[] parts = operation.rest().split("/", 2);
		return draft.with("rpc.system", "grpc").with("rpc.service", parts[0]).with("rpc.method", parts[1]);
	}

	private SpanDraft sql(Operation operation, SpanSeed seed) {
		String table = operation.first().substring(operation.first().indexOf('.') + 1);
		String verb = operation.second().split(" ", 2)[0];
		String system = operation.verb().equals("sql") ? DATABASES.getOrDefault(operation.service(), "postgresql")
				: "clickhouse";
		return draft(operation.service(), seed, verb + " " + table, "CLIENT").with("db.system.name", system)
			.with("db.namespace", operation.service())
			.with("db.collection.name", table)
			.with("db.operation.name", verb)
			.with("db.query.text", operation.second())
			.with("server.address", operation.service() + "-db");
	}

	private SpanDraft document(Operation operation, SpanSeed seed, Values values) {
		if (operation.verb().equals("redis")) {
			return draft(operation.service(), seed, operation.first(), "CLIENT").with("db.system.name", "redis")
				.with("db.operation.name", operation.first())
				.with("db.query.text", values.fill(operation.rest()));
		}
		boolean mongo = operation.verb().equals("mongo");
		String[] words = operation.second().split(" ", 2);
		String action = mongo ? words[0] : (operation.second().startsWith("{\"index\"") ? "index" : "search");
		return draft(operation.service(), seed, action + " " + operation.first(), "CLIENT")
			.with("db.system.name", mongo ? "mongodb" : "elasticsearch")
			.with("db.collection.name", operation.first())
			.with("db.operation.name", action)
			.with("db.query.text", mongo ? words[1] : operation.second());
	}

	private SpanDraft message(Operation operation, SpanSeed seed) {
		boolean sends = operation.verb().equals("send");
		String action = sends ? "send" : "process";
		return draft(operation.service(), seed, action + " " + operation.rest(), sends ? "PRODUCER" : "CONSUMER")
			.with("messaging.system", "kafka")
			.with("messaging.destination.name", operation.rest())
			.with("messaging.operation.name", action)
			.with("messaging.operation.type", action);
	}

	private SpanDraft s3(Operation operation, SpanSeed seed, Values values) {
		String[] object = values.fill(operation.second()).split("/", 2);
		return draft(operation.service(), seed, "S3." + operation.first(), "CLIENT").with("rpc.system", "aws-api")
			.with("rpc.service", "S3")
			.with("rpc.method", operation.first())
			.with("aws.s3.bucket", object[0])
			.with("aws.s3.key", object[1])
			.with("server.address", object[0].toLowerCase(Locale.ROOT) + ".s3.eu-central-1.amazonaws.com");
	}

	private SpanDraft draft(String service, SpanSeed seed, String name, String kind) {
		ServiceIdentity identity = this.services.get(service);
		if (identity == null) {
			throw new IllegalArgumentException("services.txt has no " + service);
		}
		return new SpanDraft(seed.spanId(), seed.parent(), identity, name, kind, seed.startEpochNanos());
	}

}
