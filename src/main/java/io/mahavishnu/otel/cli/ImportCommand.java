package io.mahavishnu.otel.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Has the service read a file that lies on its machine. */
@Command(name = "import", description = { "Has the service read a file of its import folder.",
		"Parquet from an export, or OTLP JSON with an export a line. For files on this machine there is ingest." })
final class ImportCommand implements Callable<Integer> {

	private final OtelCommand otel;

	@Parameters(paramLabel = "NAME", description = "The file's name in the folder.")
	private String file = "";

	ImportCommand(OtelCommand otel) {
		this.otel = otel;
	}

	@Override
	public Integer call() {
		return Administration.run(this.otel, "import", List.of(Map.entry("file", this.file)));
	}

}
