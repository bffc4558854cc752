package io.mahavishnu.otel.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the service is.
 *
 * @param base its URL, without a slash at the end
 */
record ServiceUrl(String base) {

	static final String DEFAULT = "http://localhost:8080";

	static final String VARIABLE = "MAHAVISHNU_OTEL_URL";

	/**
	 * Reads what a person gave.
	 * @throws CommandFailure when it is no URL of the web
	 */
	static ServiceUrl of(String text) {
		try {
			URI uri = new URI(text.strip());
			boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
			if (web && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
				return new ServiceUrl(uri.toString().replaceFirst("/+$", ""));
			}
		}
		catch (URISyntaxException notEvenThat) {
			// Said below.
		}
		throw new CommandFailure(ExitCodes.WRONG_USE,
				"\"" + text + "\" is not the URL of a service; give one such as " + DEFAULT);
	}

	/** The address of a path, each of whose segments is encoded. */
	URI path(String... segments) {
		return path(List.of(), segments);
	}

	/** The address of a path with parameters. */
	URI path(List<Map.Entry<String, String>> parameters, String... segments) {
		String path = List.of(segments).stream().map(ServiceUrl::encode).collect(Collectors.joining("/", "/", ""));
		String query = parameters.stream()
			.map((each) -> encode(each.getKey()) + "=" + encode(each.getValue()))
			.collect(Collectors.joining("&"));
		return URI.create(this.base + path + (query.isEmpty() ? "" : "?" + query));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
