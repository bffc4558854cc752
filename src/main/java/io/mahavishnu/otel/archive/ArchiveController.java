package io.mahavishnu.otel.archive;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mahavishnu.otel.archive.ArchiveAnswers.BackupAnswer;
import io.mahavishnu.otel.archive.ArchiveAnswers.ExportAnswer;
import io.mahavishnu.otel.archive.ArchiveAnswers.ImportAnswer;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.EpochTimes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Backup, export and import over HTTP. Each answers when it is done. */
@RestController
@RequestMapping(path = "/api/admin", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Administration", description = "Back up, export and import")
@ApiResponse(responseCode = "409", description = "The folder is not set",
		content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
				schema = @Schema(implementation = ProblemDetail.class),
				examples = @ExampleObject(ArchiveController.FOLDER_NOT_SET)))
@ApiResponse(responseCode = "503", description = "Another one runs, or the store cannot be used now",
		content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
				schema = @Schema(implementation = ProblemDetail.class),
				examples = @ExampleObject(ArchiveController.BUSY)))
class ArchiveController {

	static final String FOLDER_NOT_SET = """
			{"type": "/problems/folder-not-set", "title": "A setting is missing", "status": 409,
			 "detail": "mahavishnu.otel-ingester.archive.backup-folder is not set: set it to a folder and start the service again"}""";

	static final String BUSY = """
			{"type": "/problems/busy", "title": "Another one runs", "status": 503,
			 "detail": "a backup, an export or a purge runs: try again later"}""";

	private static final String INVALID = """
			{"type": "/problems/invalid-request", "title": "The request is not valid", "status": 400,
			 "detail": "format must be parquet or otlp but is \\"csv\\""}""";

	private static final String NO_FILE = """
			{"type": "/problems/not-found", "title": "There is nothing here", "status": 404,
			 "detail": "there is no file \\"more.parquet\\" in /srv/import; send the name of one that lies there"}""";

	private static final String BACKUP = """
			{"path": "/srv/backups/traces-20240101T120000.000Z.duckdb", "traces": 3, "spans": 4, "bytes": 798720,
			 "sequence": 4}""";

	private static final String EXPORT = """
			{"path": "/srv/exports/traces-20240101T120000.000Z.parquet", "traces": 3, "spans": 4, "bytes": 5120}""";

	private static final String IMPORT = """
			{"path": "/srv/import/more.parquet", "spans": 4, "new_spans": 4, "rejected": 0}""";

	private final ArchiveService service;

	ArchiveController(ArchiveService service) {
		this.service = service;
	}

	/**
	 * What to export.
	 *
	 * @param format {@code parquet} or {@code otlp}
	 * @param from the first start of a trace; RFC 3339 or Unix; any when it is missing
	 * @param to the last start of a trace; RFC 3339 or Unix; any when it is missing
	 */
	record ExportRequest(@JsonProperty("format") @Nullable String format, @JsonProperty("from") @Nullable String from,
			@JsonProperty("to") @Nullable String to) {

	}

	/**
	 * What to import.
	 *
	 * @param file the name of a file in the import folder
	 */
	record ImportRequest(@JsonProperty("file") @Nullable String file) {

	}

	@PostMapping("/backup")
	@Operation(operationId = "backup", summary = "Back up", description = """
			Writes a database that the service can be started on into archive.backup-folder, with everything that is
			stored at one moment. Ingest goes on.""")
	@ApiResponse(responseCode = "200", description = "The backup is complete and on the disk",
			content = @Content(schema = @Schema(implementation = BackupAnswer.class),
					examples = @ExampleObject(BACKUP)))
	BackupAnswer backup() {
		return this.service.backup();
	}

	@PostMapping(path = "/export", consumes = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "export", summary = "Export", description = """
			Writes the traces that start within a time into archive.export-folder: a span a row in Parquet, or OTLP
			JSON with a trace a line.""", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
			required = true,
			content = @Content(schema = @Schema(implementation = ExportRequest.class),
					examples = { @ExampleObject(name = "parquet", value = """
							{"format": "parquet"}"""), @ExampleObject(name = "otlp", value = """
							{"format": "otlp", "from": "2024-01-01T00:00:00Z", "to": "2024-01-31T00:00:00Z"}""") })))
	@ApiResponse(responseCode = "200", description = "The file is complete",
			content = @Content(schema = @Schema(implementation = ExportAnswer.class),
					examples = @ExampleObject(EXPORT)))
	@ApiResponse(responseCode = "400", description = "The format or a time is not valid",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
					schema = @Schema(implementation = ProblemDetail.class), examples = @ExampleObject(INVALID)))
	ExportAnswer export(@RequestBody ExportRequest request) {
		if (request.format() == null) {
			throw TraceProblem.invalidRequest("format is missing: send parquet or otlp");
		}
		long from = time("from", request.from(), 0);
		long to = time("to", request.to(), Long.MAX_VALUE);
		if (from > to) {
			throw TraceProblem.invalidRequest("from " + request.from() + " lies after to " + request.to());
		}
		return this.service.export(ArchiveFormat.of(request.format()), from, to);
	}

	@PostMapping(path = "/import", consumes = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "import", summary = "Import", description = """
			Reads a file of archive.import-folder: Parquet from an export, or OTLP JSON with an export a line, gzip or
			plain. What is stored already changes nothing.""",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(schema = @Schema(implementation = ImportRequest.class),
							examples = @ExampleObject(name = "file", value = """
									{"file": "more.otlp.ndjson"}"""))))
	@ApiResponse(responseCode = "200", description = "Its spans are durable",
			content = @Content(schema = @Schema(implementation = ImportAnswer.class),
					examples = @ExampleObject(IMPORT)))
	@ApiResponse(responseCode = "400", description = "The file cannot be read",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
					schema = @Schema(implementation = ProblemDetail.class), examples = @ExampleObject(INVALID)))
	@ApiResponse(responseCode = "404", description = "There is no such file",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
					schema = @Schema(implementation = ProblemDetail.class), examples = @ExampleObject(NO_FILE)))
	ImportAnswer importFile(@RequestBody ImportRequest request) {
		if (request.file() == null || request.file().isEmpty()) {
			throw TraceProblem.invalidRequest("file is missing: send the name of a file in archive.import-folder");
		}
		return this.service.importFile(request.file());
	}

	private static long time(String name, @Nullable String value, long otherwise) {
		if (value == null || value.isEmpty()) {
			return otherwise;
		}
		try {
			return EpochTimes.parseEpochNanos(value);
		}
		catch (IllegalArgumentException invalid) {
			throw TraceProblem.invalidRequest(name + ": " + invalid.getMessage());
		}
	}

}
