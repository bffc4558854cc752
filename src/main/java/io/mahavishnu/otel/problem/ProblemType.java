package io.mahavishnu.otel.problem;

import java.net.URI;
import java.util.Locale;

/**
 * Everything that can go wrong for a caller. The name, in kebab case, is the stable path
 * of the problem's type.
 */
public enum ProblemType {

	/** A trace or one of its spans does not follow the contract. */
	INVALID_TRACE(400, "The trace is not valid"),
	/** The request's body or a parameter does not follow the contract. */
	INVALID_REQUEST(400, "The request is not valid"),
	/** A cursor of another query, or no cursor at all. */
	INVALID_CURSOR(400, "The cursor does not belong to this query"),
	/** The caller may not do this from where it calls. */
	FORBIDDEN(403, "The caller is not allowed here"),
	/** No trace is stored under the id. */
	TRACE_NOT_FOUND(404, "The trace is not known"),
	/** There is nothing at the path. */
	NOT_FOUND(404, "There is nothing here"),
	/** The path does not take the method. */
	METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
	/** The answer cannot be given in a type that the caller accepts. */
	NOT_ACCEPTABLE(406, "The answer has no type that you accept"),
	/** The body came too slowly. */
	REQUEST_TIMEOUT(408, "The body came too slowly"),
	/** The folder that is needed is not set. */
	FOLDER_NOT_SET(409, "A setting is missing"),
	/** A cursor that is too old. */
	CURSOR_EXPIRED(410, "The cursor has expired"),
	/** The body is larger than the limit. */
	PAYLOAD_TOO_LARGE(413, "The body is too large"),
	/** The body's type or encoding is not one that is read here. */
	UNSUPPORTED_MEDIA_TYPE(415, "The type of the body is not supported"),
	/** More requests came within a second than the limit. */
	RATE_LIMITED(429, "Too many requests came within a second"),
	/** More is waiting to be stored, or to be answered, than the limit. */
	OVERLOADED(503, "Too much is under way"),
	/** Only one of these runs at a time. */
	BUSY(503, "Another one runs"),
	/** The ingester is switched off by its settings. */
	INGESTER_DISABLED(503, "The ingester is switched off"),
	/** The store cannot be used now. */
	STORE_UNAVAILABLE(503, "The store is not available"),
	/** The embedding model cannot be used now. */
	MODEL_UNAVAILABLE(503, "The embedding model is not available"),
	/** A defect of the service. */
	INTERNAL(500, "The service failed");

	/** When to send again what failed for a passing fault. */
	public static final int RETRY_AFTER_SECONDS = 1;

	private final int status;

	private final String title;

	ProblemType(int status, String title) {
		this.status = status;
		this.title = title;
	}

	/** The HTTP status. */
	public int status() {
		return this.status;
	}

	/** One short sentence, the same for every occurrence. */
	public String title() {
		return this.title;
	}

	/** The stable code: the name in kebab case. */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The problem type of RFC 9457, a URI path such as {@code /problems/invalid-trace}.
	 */
	public URI uri() {
		return URI.create("/problems/" + code());
	}

	/**
	 * Whether the fault passes by itself, so that the sender is told when to send the
	 * same request again. A service that is switched off is unavailable, too, but nobody
	 * knows until when: senders choose their own pauses, which grow.
	 */
	public boolean isPassing() {
		return (this.status == 503 && this != INGESTER_DISABLED) || this.status == 429;
	}

}
