package io.mahavishnu.otel.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** What a benchmark ran on. */
public final class Machine {

	private Machine() {
	}

	/** One line of text. */
	public static String description() throws IOException {
		return String.format(Locale.ROOT, "%s, %d cores, %d GB of memory, Linux %s, JDK %s, %s; load before: %.1f",
				field("/proc/cpuinfo", "model name").replaceAll("\\s+", " "),
				Runtime.getRuntime().availableProcessors(),
				Math.round(Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024.0 / 1024.0),
				System.getProperty("os.version"), Runtime.version(), LocalDate.now(ZoneOffset.UTC),
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

	private static String field(String file, String name) throws IOException {
		try (var lines = Files.lines(Path.of(file))) {
			return lines.filter((line) -> line.startsWith(name))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse("unknown");
		}
	}

}
