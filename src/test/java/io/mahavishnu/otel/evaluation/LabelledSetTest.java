package io.mahavishnu.otel.evaluation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LabelledSetTest {

	private static final LabelledTrace A = new LabelledTrace("a", "{\"trace_id\":\"a\",\"spans\":[{\"name\":\"ä\"}]}");

	private static final LabelledTrace B = new LabelledTrace("b", "{\"trace_id\":\"b\",\"spans\":[{\"name\":\"b\"}]}");

	private static final LabelledSet SET = new LabelledSet("set", List.of(A, B),
			List.of(LabelledQuery.of("first", Map.of("a", 2)), LabelledQuery.of("second", Map.of("a", 1, "b", 2))));

	@TempDir
	private Path folder;

	@Test
	void read_givesTheSetThatWasWritten() throws IOException {
		SET.writeTo(this.folder.resolve("set"));
		assertThat(LabelledSet.read(this.folder.resolve("set"))).isEqualTo(SET);
	}

	@Test
	void read_takesGzippedFiles_andGradesThatAreNotGivenAsOne() throws IOException {
		Path set = Files.createDirectory(this.folder.resolve("packed"));
		write(set.resolve("traces.ndjson.gz"), A.json() + "\n\n" + B.json() + "\n");
		write(set.resolve("queries.json.gz"), "[{\"query\": \"q\", \"relevant\": [\"b\", \"a\"]}]");
		LabelledSet read = LabelledSet.read(set);
		assertThat(read.traces()).containsExactly(A, B);
		assertThat(read.queries()).containsExactly(LabelledQuery.of("q", Map.of("a", 1, "b", 1)));
	}

	@Test
	void read_namesTheFile_whenItIsMissing() {
		assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> LabelledSet.read(this.folder))
			.withMessageContaining("traces.ndjson");
	}

	@Test
	void firstQueries_keepsOnlyTheTracesTheyNeed() {
		LabelledSet small = SET.firstQueries(1);
		assertThat(small.traces()).containsExactly(A);
		assertThat(small.queries()).extracting(LabelledQuery::query).containsExactly("first");
	}

	@Test
	void aSet_isRefused_whenARelevantTraceIsNotInIt() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LabelledSet("set", List.of(A), List.of(LabelledQuery.of("q", Map.of("z", 1)))))
			.withMessageContaining("\"q\"");
	}

	@Test
	void aQuestion_isRefused_whenNothingIsRelevant() {
		assertThatIllegalArgumentException().isThrownBy(() -> LabelledQuery.of("q", Map.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> LabelledQuery.of("q", Map.of("a", 0)));
	}

	@Test
	void tauAirline_has50TasksOfFourTrials_andItsSmallForm12() throws IOException {
		LabelledSet full = KnownSets.open("tau-airline");
		assertThat(full.traces()).hasSize(200);
		assertThat(full.queries()).hasSize(50).allSatisfy((query) -> assertThat(query.grades()).hasSize(4));
		LabelledSet small = KnownSets.open("tau-airline-small");
		assertThat(small.traces()).hasSize(48);
		assertThat(small.queries()).isEqualTo(full.queries().subList(0, 12));
	}

	private static void write(Path file, String text) throws IOException {
		try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
			out.write(text.getBytes(StandardCharsets.UTF_8));
		}
	}

}
