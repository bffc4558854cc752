package io.mahavishnu.otel.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * The traces that pass a filter, newest first, page by page. When a cursor has expired,
 * reading goes on from the start of the last trace seen; what was seen is not given
 * again. Not thread-safe.
 */
final class RecentTraces {

	private static final int GONE = 410;

	private final ServiceClient client;

	private final List<Map.Entry<String, String>> filter;

	private final int pageSize;

	private String cursor = "";

	private String lastTimestamp = "";

	private Set<String> seenAtLastTimestamp = new HashSet<>();

	private boolean ended;

	RecentTraces(ServiceClient client, List<Map.Entry<String, String>> filter, int pageSize) {
		this.client = client;
		this.filter = filter;
		this.pageSize = pageSize;
	}

	/** The next traces; none when there are no more. */
	List<JsonNode> nextPage() {
		while (!this.ended) {
			Answer answer = page();
			if (answer.status() == GONE) {
				this.cursor = "";
				answer = page();
			}
			if (!answer.isSuccess()) {
				throw this.client.failure(answer);
			}
			JsonNode json = answer.json();
			List<JsonNode> fresh = Json.elements(json, "results", "traces").stream().filter(this::isFresh).toList();
			this.cursor = Json.text(json, "next_cursor");
			this.ended = this.cursor.isEmpty();
			if (!fresh.isEmpty()) {
				return fresh;
			}
		}
		return List.of();
	}

	private Answer page() {
		List<Map.Entry<String, String>> parameters = new ArrayList<>(this.filter);
		parameters.add(Map.entry("limit", Integer.toString(this.pageSize)));
		if (!this.cursor.isEmpty()) {
			parameters.add(Map.entry("cursor", this.cursor));
		}
		else if (!this.lastTimestamp.isEmpty()) {
			parameters.removeIf((each) -> each.getKey().equals("to"));
			parameters.add(Map.entry("to", this.lastTimestamp));
		}
		return this.client
			.exchange(this.client.request(this.client.url().path(parameters, "api", "traces")).GET().build());
	}

	private boolean isFresh(JsonNode trace) {
		String timestamp = Json.text(trace, "timestamp");
		if (!timestamp.equals(this.lastTimestamp)) {
			this.lastTimestamp = timestamp;
			this.seenAtLastTimestamp = new HashSet<>();
		}
		return this.seenAtLastTimestamp.add(Json.text(trace, "trace_id"));
	}

}
