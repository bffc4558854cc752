package io.mahavishnu.otel.mcp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.mahavishnu.otel.trace.Excerpt;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * From where requests may come. A page of any site can make its visitor's browser send
 * requests to this machine, and a name that resolves to it ("DNS rebinding") lets the
 * page read the answers: so the MCP specification (Streamable HTTP, "Security Warning")
 * demands that the origin is checked. Browsers always tell it; other programs send none.
 */
final class AllowedCallers {

	private final Set<String> hosts;

	private final Set<String> origins;

	AllowedCallers(List<String> hosts, List<String> origins) {
		this.hosts = hosts.stream().map(AllowedCallers::normal).collect(Collectors.toUnmodifiableSet());
		this.origins = origins.stream().map(AllowedCallers::normal).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * What speaks against a request, with the remedy; empty when nothing does.
	 * @param host the {@code Host} header, or null when there is none
	 * @param origin the {@code Origin} header, or null when there is none
	 */
	Optional<String> objection(@Nullable String host, @Nullable String origin) {
		if (host == null || !this.hosts.contains(hostOf("http://" + host))) {
			return Optional.of("the Host " + Excerpt.quoted(String.valueOf(host)) + " is not one of "
					+ McpProperties.PREFIX + "allowed-hosts: call the service by one of them, or add it there");
		}
		if (origin != null && !this.hosts.contains(hostOf(origin)) && !this.origins.contains(normal(origin))) {
			return Optional.of("the Origin " + Excerpt.quoted(origin) + " is not one of " + McpProperties.PREFIX
					+ "allowed-origins: add it there if you trust it");
		}
		return Optional.empty();
	}

	/** The host of a URL without its port; empty when it has none. */
	private static String hostOf(String url) {
		try {
			// unlike URI, this takes names with an underscore, as networks of containers
			// have
			UriComponents uri = UriComponentsBuilder.fromUriString(normal(url)).build();
			boolean bare = uri.getUserInfo() == null && !StringUtils.hasLength(uri.getPath()) && uri.getQuery() == null
					&& uri.getFragment() == null;
			return (uri.getHost() != null && bare) ? uri.getHost() : "";
		}
		catch (IllegalArgumentException malformed) {
			return "";
		}
	}

	private static String normal(String text) {
		return text.strip().toLowerCase(Locale.ROOT);
	}

}
