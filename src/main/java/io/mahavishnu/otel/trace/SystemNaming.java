package io.mahavishnu.otel.trace;

import java.util.List;
import java.util.Locale;

/** How the name of a service becomes the system that a trace belongs to. */
public enum SystemNaming {

	/** The name as it is. */
	AS_SENT,

	/**
	 * Any name that contains {@code claude} or {@code qwen}, in any case, becomes just
	 * that.
	 */
	AGENT_FAMILIES;

	/** The system of a trace of which nothing says whose it is. */
	public static final String UNKNOWN = "unknown";

	private static final List<String> FAMILIES = List.of("claude", "qwen");

	/** The system that a name stands for. */
	public String systemOf(String name) {
		return switch (this) {
			case AS_SENT -> name;
			case AGENT_FAMILIES -> {
				String lower = name.toLowerCase(Locale.ROOT);
				yield FAMILIES.stream().filter(lower::contains).findFirst().orElse(name);
			}
		};
	}

}
