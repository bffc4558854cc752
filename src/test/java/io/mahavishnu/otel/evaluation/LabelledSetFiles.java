package io.mahavishnu.otel.evaluation;

import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of a labelled set: {@code traces.ndjson}, a trace a line, and
 * {@code queries.json}, a list of {@code {"query", "relevant": [trace id], "grades":
 * {trace id: grade}}}. Without {@code grades} every relevant trace has grade 1.
 */
final class LabelledSetFiles {

	private static final String TRACES = "traces.ndjson";

	private static final String QUERIES = "queries.json";

	private static final JsonMapper JSON = JsonMapper.shared();

	private LabelledSetFiles() {
	}

	static LabelledSet read(Path folder) throws IOException {
		return read(folder.getFileName().toString(), (name) -> {
			Path file = folder.resolve(name);
			return Files.exists(file) ? Files.newInputStream(file) : null;
		});
	}

	static LabelledSet readResource(String name) throws IOException {
		return read(name, (file) -> LabelledSetFiles.class.getResourceAsStream("/evaluation/" + name + "/" + file));
	}

	static void write(LabelledSet set, Path folder) throws IOException {
		Files.createDirectories(folder);
		try (BufferedWriter traces = Files.newBufferedWriter(folder.resolve(TRACES))) {
			for (LabelledTrace trace : set.traces()) {
				traces.write(trace.json());
				traces.write('\n');
			}
		}
		ArrayNode queries = JSON.createArrayNode();
		for (LabelledQuery query : set.queries()) {
			ObjectNode node = queries.addObject().put("query", query.query());
			ArrayNode relevant = node.putArray("relevant");
			ObjectNode grades = node.putObject("grades");
			query.grades().forEach((traceId, grade) -> {
				relevant.add(traceId);
				grades.put(traceId, grade);
			});
		}
		Files.writeString(folder.resolve(QUERIES), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(queries));
	}

	private static LabelledSet read(String name, Folder folder) throws IOException {
		List<LabelledTrace> traces = new ArrayList<>();
		for (String line : text(folder, TRACES).split("\n")) {
			if (!line.isBlank()) {
				traces.add(new LabelledTrace(JSON.readTree(line).required("trace_id").asString(), line.strip()));
			}
		}
		List<LabelledQuery> queries = new ArrayList<>();
		for (JsonNode node : JSON.readTree(text(folder, QUERIES))) {
			queries.add(new LabelledQuery(node.required("query").asString(), grades(node)));
		}
		return new LabelledSet(name, traces, queries);
	}

	private static SequencedMap<String, Integer> grades(JsonNode query) {
		SequencedMap<String, Integer> grades = new LinkedHashMap<>();
		if (query.has("grades")) {
			query.get("grades").properties().forEach((entry) -> grades.put(entry.getKey(), entry.getValue().asInt()));
		}
		else {
			query.required("relevant").forEach((traceId) -> grades.put(traceId.asString(), 1));
		}
		return grades;
	}

	private static String text(Folder folder, String name) throws IOException {
		try (InputStream plain = folder.open(name)) {
			if (plain != null) {
				return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
			}
		}
		try (InputStream packed = folder.open(name + ".gz")) {
			if (packed == null) {
				throw new FileNotFoundException("A labelled set needs " + name + " or " + name + ".gz");
			}
			return new String(new GZIPInputStream(packed).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/** Where a set lies: a folder of files, or of resources. */
	private interface Folder {

		@Nullable InputStream open(String name) throws IOException;

	}

}
