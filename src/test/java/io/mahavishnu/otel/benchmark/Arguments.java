package io.mahavishnu.otel.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The options of a program, each with a value: {@code --name value}. One that begins with
 * {@code --jvm} may come more than once.
 */
public final class Arguments {

	private final Map<String, List<String>> values = new HashMap<>();

	private final Map<String, String> defaults;

	/**
	 * Reads the command line.
	 * @param defaults the options that there are, without dashes, and their defaults
	 * @throws IllegalArgumentException when it makes no sense, with what there is
	 */
	public Arguments(Map<String, String> defaults, String... arguments) {
		this.defaults = Map.copyOf(defaults);
		for (int i = 0; i < arguments.length; i += 2) {
			String name = arguments[i].replaceFirst("^--", "");
			if (!defaults.containsKey(name) || i + 1 == arguments.length) {
				throw new IllegalArgumentException(
						arguments[i] + " is no option, or needs a value; there are, with their defaults: " + defaults);
			}
			this.values.computeIfAbsent(name, (_) -> new ArrayList<>()).add(arguments[i + 1]);
		}
	}

	/** All values of an option, each split at spaces. */
	public List<String> list(String name) {
		return this.values.getOrDefault(name, List.of(this.defaults.getOrDefault(name, "")))
			.stream()
			.flatMap((value) -> List.of(value.split("[ ,]+")).stream())
			.filter((value) -> !value.isEmpty())
			.toList();
	}

	/** The last value of an option. */
	public String text(String name) {
		return this.values.getOrDefault(name, List.of(this.defaults.getOrDefault(name, ""))).getLast();
	}

	public int number(String name) {
		return Integer.parseInt(text(name).replace("_", ""));
	}

	public double fraction(String name) {
		return Double.parseDouble(text(name));
	}

}
