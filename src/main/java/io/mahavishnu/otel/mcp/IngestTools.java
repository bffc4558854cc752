package io.mahavishnu.otel.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.mahavishnu.otel.ingest.IngestedBatch;
import io.mahavishnu.otel.ingest.Wait;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.receive.BatchReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tool that takes traces in: given in the call, or in files of this machine. */
final class IngestTools {

	private static final String TRACE_DATA = "trace_data";

	private static final String LOG_FILES = "log_files";

	private final BatchReader batches;

	private final LogFiles files;

	private final JsonMapper json;

	private final AnswerPages pages;

	IngestTools(BatchReader batches, LogFiles files, JsonMapper json, AnswerPages pages) {
		this.batches = batches;
		this.files = files;
		this.json = json;
		this.pages = pages;
	}

	List<TraceTool> tools() {
		return List.of(new TraceTool("ingest_otel_traces", this::ingest));
	}

	/**
	 * What became of what one source held.
	 *
	 * @param name {@code trace_data}, or the file as named in the call
	 * @param batch what became of its traces, or null when it could not be read
	 * @param problem why it could not be read, or null when it could
	 */
	private record Source(String name, @Nullable IngestedBatch batch, @Nullable TraceProblem problem) {

		int ingested() {
			return (this.batch != null) ? this.batch.ingested() : 0;
		}

		int failed() {
			return (this.batch != null) ? this.batch.failed() : 1;
		}

	}

	private ObjectNode ingest(Arguments arguments) {
		List<?> traces = arguments.list(TRACE_DATA);
		List<Path> paths = arguments.list(LOG_FILES)
			.stream()
			.map((file) -> this.files.allowed(String.valueOf(file)))
			.toList();
		if (traces.isEmpty() && paths.isEmpty()) {
			throw TraceProblem.invalidRequest("both " + TRACE_DATA + " and " + LOG_FILES + " are empty: send traces");
		}
		BatchReader reader = this.batches.withSystem(arguments.text("system_id"));
		List<Source> sources = new ArrayList<>();
		if (!traces.isEmpty()) {
			sources.add(read(TRACE_DATA, () -> reader
				.readJson(new ByteArrayInputStream(this.json.writeValueAsBytes(traces)), Wait.UNTIL_SEARCHABLE)));
		}
		for (Path path : paths) {
			sources.add(read(path.toString(), () -> readFile(path, reader)));
		}
		return answer(sources);
	}

	/** What reads a source. */
	private interface Reading {

		IngestedBatch read() throws IOException;

	}

	private static Source read(String name, Reading reading) {
		try {
			return new Source(name, reading.read(), null);
		}
		catch (TraceProblem problem) {
			if (problem.type().isPassing() || problem.type() == ProblemType.INGESTER_DISABLED) {
				throw problem;
			}
			return new Source(name, null, problem);
		}
		catch (IOException unreadable) {
			return new Source(name, null,
					new TraceProblem(ProblemType.INVALID_REQUEST, "the file cannot be read", unreadable));
		}
	}

	private static IngestedBatch readFile(Path path, BatchReader reader) throws IOException {
		boolean lines = path.toString().endsWith(".ndjson") || path.toString().endsWith(".jsonl");
		try (InputStream file = new BufferedInputStream(Files.newInputStream(path))) {
			return lines ? reader.readLines(file, Wait.UNTIL_SEARCHABLE) : reader.readJson(file, Wait.UNTIL_SEARCHABLE);
		}
	}

	private ObjectNode answer(List<Source> sources) {
		int ingested = sources.stream().mapToInt(Source::ingested).sum();
		int failed = sources.stream().mapToInt(Source::failed).sum();
		ObjectNode answer = this.json.createObjectNode()
			.put("status", (failed == 0) ? "success" : (ingested > 0) ? "partial" : "error")
			.put("traces_ingested", ingested)
			.put("traces_failed", failed)
			.put("files_processed",
					sources.stream()
						.filter((source) -> source.batch() != null && !source.name().equals(TRACE_DATA))
						.count())
			.put("searchable",
					sources.stream().allMatch((source) -> source.batch() == null || source.batch().searchable()));
		var errors = answer.putArray("errors");
		for (Source source : sources) {
			if (source.problem() != null) {
				errors.addObject()
					.put("source", source.name())
					.put("code", source.problem().type().code())
					.put("detail", source.problem().detail());
			}
			if (source.batch() != null) {
				source.batch().errors().forEach((refusal) -> {
					ObjectNode error = this.json.valueToTree(refusal);
					errors.add(error.put("source", source.name()));
				});
			}
		}
		return this.pages.page(answer, List.of("errors"), null);
	}

}
