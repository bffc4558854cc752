package io.mahavishnu.otel.overload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What an overload run is asked to do.
 *
 * @param duration how long the overload lasts
 * @param connections how many connections offer it
 * @param factor how many times the sustainable load is offered
 * @param spansPerExport spans of each export
 * @param jvmOptions what the service's JVM is given
 */
record OverloadOptions(Duration duration, int connections, double factor, int spansPerExport, List<String> jvmOptions) {

	/** What the program takes. */
	static final String USAGE = """
			usage: OverloadRun [options]
			  --seconds N         how long the overload lasts (60)
			  --connections N     from how many connections, half HTTP and half gRPC (64)
			  --factor N          how many times the sustainable load is offered (10)
			  --spans N           spans of an export (200)
			  --jvm OPTION        for the service's JVM, such as -Xmx512m (the default); may be repeated""";

	OverloadOptions {
		jvmOptions = List.copyOf(jvmOptions);
		if (duration.isNegative() || connections < 1 || factor <= 0 || spansPerExport < 1) {
			throw new IllegalArgumentException("every number must be positive");
		}
	}

	/**
	 * Reads the command line.
	 * @throws IllegalArgumentException when it makes no sense
	 */
	static OverloadOptions parse(String... arguments) {
		Duration duration = Duration.ofSeconds(60);
		int connections = 64;
		double factor = 10;
		int spans = 200;
		List<String> jvmOptions = new ArrayList<>();
		Iterator<String> rest = List.of(arguments).iterator();
		while (rest.hasNext()) {
			String option = rest.next();
			if (!rest.hasNext()) {
				throw new IllegalArgumentException(option + " is no option, or needs a value");
			}
			String value = rest.next();
			switch (option) {
				case "--seconds" -> duration = Duration.ofSeconds(Long.parseLong(value));
				case "--connections" -> connections = Integer.parseInt(value);
				case "--factor" -> factor = Double.parseDouble(value);
				case "--spans" -> spans = Integer.parseInt(value);
				case "--jvm" -> jvmOptions.add(value);
				default -> throw new IllegalArgumentException("not an option: " + option);
			}
		}
		return new OverloadOptions(duration, connections, factor, spans,
				jvmOptions.isEmpty() ? List.of("-Xmx512m") : jvmOptions);
	}

}
