package io.mahavishnu.otel.cli;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

/** Has the service back itself up. */
@Command(name = "backup", description = { "Has the service write a backup into its backup folder, and says where.",
		"Ingest goes on meanwhile." })
final class BackupCommand implements Callable<Integer> {

	private final OtelCommand otel;

	BackupCommand(OtelCommand otel) {
		this.otel = otel;
	}

	@Override
	public Integer call() {
		return Administration.run(this.otel, "backup", List.of());
	}

}
