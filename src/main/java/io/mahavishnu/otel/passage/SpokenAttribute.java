package io.mahavishnu.otel.passage;

import java.util.List;

import io.mahavishnu.otel.passage.Fragment.Manner;
import io.mahavishnu.otel.trace.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that a span's passage says, in the order in which it says them: one line
 * for each meaning, with the keys that have had it in the semantic conventions, the
 * newest first. This is the place to teach the service a further attribute; attributes of
 * one site are added by setting instead. Failures, messages and tools are read elsewhere,
 * by {@link Failure}, {@link Conversation} and {@link ToolStep}; a query that stands
 * where other inputs do by {@link RetrievalStep}.
 */
enum SpokenAttribute {

	HTTP_METHOD("", Manner.NAME, "http.request.method", "http.method"),
	HTTP_ROUTE("", Manner.NAME, "http.route", "url.template", "url.path", "http.target", "url.full", "http.url"),
	RPC_SERVICE("", Manner.NAME, "rpc.service"), //
	RPC_METHOD("", Manner.NAME, "rpc.method"), GRAPHQL_OPERATION("", Manner.NAME, "graphql.operation.name"),
	GRAPHQL_DOCUMENT("", Manner.QUERY, "graphql.document"),
	DB_OPERATION("", Manner.NAME, "db.operation.name", "db.operation"),
	DB_COLLECTION("", Manner.NAME, "db.collection.name", "db.sql.table", "db.mongodb.collection", "db.cassandra.table",
			"db.elasticsearch.path_parts.index", "aws.dynamodb.table_names", "aws.s3.bucket"),
	DB_QUERY("", Manner.QUERY, "db.query.summary", "db.query.text", "db.statement"),
	DB_SYSTEM("in", Manner.NAME, "db.system.name", "db.system"),
	MESSAGING_OPERATION("", Manner.NAME, "messaging.operation.name", "messaging.operation.type", "messaging.operation"),
	MESSAGING_DESTINATION("", Manner.NAME, "messaging.destination.template", "messaging.destination.name",
			"messaging.destination"),
	MESSAGING_SYSTEM("in", Manner.NAME, "messaging.system"),
	EVENT_TYPE("event", Manner.NAME, "cloudevents.event_type", "event.type"),
	FUNCTION("function", Manner.NAME, "faas.name", "faas.invoked_name"), //
	JOB("job", Manner.NAME, "cicd.pipeline.task.name", "cicd.pipeline.name", "job.name"),
	TEST("test", Manner.NAME, "test.case.name", "test.suite.name"), //
	MCP_METHOD("", Manner.NAME, "mcp.method.name"), //
	MCP_RESOURCE("", Manner.NAME, "mcp.resource.uri", "gen_ai.prompt.name"),
	AGENT("agent", Manner.NAME, "gen_ai.agent.name", "agent.name"),
	WORKFLOW("workflow", Manner.NAME, "gen_ai.workflow.name", "traceloop.workflow.name"),
	RETRIEVAL_QUERY("", Manner.PROSE, "gen_ai.retrieval.query.text", "retrieval.query.text"),
	EVALUATION("evaluation", Manner.NAME, "gen_ai.evaluation.name"),
	EVALUATION_LABEL("", Manner.PROSE, "gen_ai.evaluation.score.label"),
	EVALUATION_REASON("", Manner.PROSE, "gen_ai.evaluation.explanation"),
	FEATURE_FLAG("feature flag", Manner.NAME, "feature_flag.key"),
	FEATURE_VARIANT("is", Manner.NAME, "feature_flag.result.variant", "feature_flag.variant"),
	PEER("to", Manner.NAME, "service.peer.name", "peer.service", "server.address", "net.peer.name");

	private final String introduction;

	private final Manner manner;

	private final List<String> keys;

	SpokenAttribute(String introduction, Manner manner, String... keys) {
		this.introduction = introduction;
		this.manner = manner;
		this.keys = List.of(keys);
	}

	/**
	 * What the attributes say of this, or null when they say nothing.
	 * @param charactersMax what is read of a value that is not said as it is
	 */
	@Nullable Fragment of(Attributes attributes, int charactersMax) {
		for (String key : this.keys) {
			String value = attributes.text(key);
			if (value != null && !value.isBlank()) {
				return new Fragment(said(value), this.manner);
			}
		}
		String query = (this == RETRIEVAL_QUERY) ? RetrievalStep.query(attributes, charactersMax) : null;
		return (query != null) ? new Fragment(query, this.manner) : null;
	}

	private String said(String value) {
		String shown = (this == HTTP_ROUTE) ? pathOf(value) : value.strip();
		return this.introduction.isEmpty() ? shown : this.introduction + " " + shown;
	}

	/** The path of a URL, without host and query. */
	private static String pathOf(String url) {
		int scheme = url.indexOf("://");
		int start = (scheme < 0) ? 0 : url.indexOf('/', scheme + 3);
		if (start < 0) {
			return "/";
		}
		String path = url.substring(start);
		int query = path.indexOf('?');
		return (query < 0) ? path : path.substring(0, query);
	}

}
