package io.mahavishnu.otel.archive;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Excerpt;

/** How traces are written to a file. */
enum ArchiveFormat {

	/** A span a row, all that is stored of it. */
	PARQUET(".parquet"),
	/** OTLP JSON, a trace a line. */
	OTLP(".otlp.ndjson");

	private final String suffix;

	ArchiveFormat(String suffix) {
		this.suffix = suffix;
	}

	/** How names of files end. */
	String suffix() {
		return this.suffix;
	}

	/** The format of a name in lower case. */
	static ArchiveFormat of(String name) {
		return Arrays.stream(values())
			.filter((format) -> format.name().toLowerCase(Locale.ROOT).equals(name))
			.findFirst()
			.orElseThrow(() -> TraceProblem.invalidRequest("format must be " + Arrays.stream(values())
				.map((format) -> format.name().toLowerCase(Locale.ROOT))
				.collect(Collectors.joining(" or ")) + " but is " + Excerpt.quoted(name)));
	}

}
