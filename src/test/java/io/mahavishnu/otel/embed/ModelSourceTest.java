package io.mahavishnu.otel.embed;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

class ModelSourceTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "all-MiniLM-L6-v2", "all-MiniLM-L6-v2-fp32" })
	void of_namesABundledModel_thatIsThere(String name) throws IOException {
		ModelSource source = ModelSource.of(name);
		assertThat(source.name()).isEqualTo(name);
		assertThat(source.read().model()).hasSizeGreaterThan(20_000_000);
		assertThat(source.read().tokenizer()).isNotEmpty();
	}

	@Test
	void of_takesAPathAndAUri() throws IOException {
		Files.write(this.folder.resolve("model.onnx"), new byte[] { 1 });
		Files.write(this.folder.resolve("tokenizer.json"), new byte[] { 2 });
		for (String setting : new String[] { this.folder.toString(), this.folder.toUri().toString() }) {
			ModelSource source = ModelSource.of(setting);
			assertThat(source.name()).isEqualTo(this.folder.getFileName().toString());
			assertThat(source.read().model()).containsExactly(1);
			assertThat(source.read().tokenizer()).containsExactly(2);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "./models/none-such", "models/none-such", "file:///none/such" })
	void of_takesAFolder_thatIsNotThereYet(String setting) {
		ModelSource source = ModelSource.of(setting);
		assertThatExceptionOfType(IOException.class).isThrownBy(source::read).withMessage("the folder does not exist");
	}

	@Test
	void read_namesTheFileThatIsMissing() throws IOException {
		ModelSource source = ModelSource.of(this.folder.toString());
		assertThatExceptionOfType(IOException.class).isThrownBy(source::read).withMessageContaining("model.onnx");
		Files.write(this.folder.resolve("model.onnx"), new byte[] { 1 });
		assertThatExceptionOfType(IOException.class).isThrownBy(source::read).withMessageContaining("tokenizer.json");
	}

	@Test
	void read_tellsAFileFromAFolder() throws IOException {
		Path file = Files.write(this.folder.resolve("model.onnx"), new byte[] { 1 });
		assertThatExceptionOfType(IOException.class).isThrownBy(ModelSource.of(file.toString())::read)
			.withMessageContaining("not the folder");
		Files.createDirectory(this.folder.resolve("tokenizer.json"));
		assertThatExceptionOfType(IOException.class).isThrownBy(ModelSource.of(this.folder.toString())::read)
			.withMessage("the folder holds no readable file tokenizer.json");
	}

	@Test
	void read_refusesAFile_thatTheHeapCannotHold() throws IOException {
		Files.write(this.folder.resolve("tokenizer.json"), new byte[] { 2 });
		ModelSource source = ModelSource.of(this.folder.toString());
		try (RandomAccessFile sparse = new RandomAccessFile(this.folder.resolve("model.onnx").toFile(), "rw")) {
			sparse.setLength(Integer.MAX_VALUE);
			assertThatExceptionOfType(IOException.class).isThrownBy(source::read)
				.withMessageStartingWith("model.onnx is larger than 2 GB; take a smaller model");
			long heap = Runtime.getRuntime().maxMemory();
			assumeThat(heap).as("a heap that a file can be too large for").isLessThan(Integer.MAX_VALUE / 9 * 10L);
			sparse.setLength(heap / 10 * 9);
			assertThatExceptionOfType(IOException.class).isThrownBy(source::read)
				.withMessageStartingWith("model.onnx has ")
				.withMessageContaining("-Xmx");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "all-MiniLM-L12-v2", "ALL-MINILM-L6-V2", "file:models", "file://host/x", "a\u0000b" })
	void of_refusesAnyOtherValue_withTheRemedy(String setting) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> ModelSource.of(setting))
			.satisfies((error) -> {
				assertThat(error.getName()).isEqualTo("mahavishnu.otel-ingester.embedding-model");
				assertThat(error.getValue()).isEqualTo(setting);
				assertThat(error.getReason()).contains("all-MiniLM-L6-v2", "tokenizer.json", "file:///");
			});
	}

}
