package io.mahavishnu.otel.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.VectorStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Models from a folder: missing, damaged, mended, and of other kinds. */
@ExtendWith(OutputCaptureExtension.class)
class ModelLoaderTest {

	private static final String TEXT = "the customer's card was refused";

	@TempDir
	private Path parent;

	private final List<OnnxEmbeddingModel> opened = new ArrayList<>();

	@AfterEach
	void close() {
		this.opened.forEach(OnnxEmbeddingModel::close);
	}

	@Test
	void model_isUnavailable_whileTheFolderIsMissing_andComesBack() throws IOException {
		PassageEmbedder embedder = open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, ""));
		assertUnavailable(embedder, "the folder does not exist");
		Health health = new EmbeddingHealthIndicator(embedder).health();
		assertThat(health.getStatus()).isEqualTo(new Status("DEGRADED"));
		assertThat(health.getDetails()).containsEntry("name", "model").containsKey("failure");

		Files.createDirectory(folder());
		writeBundled();
		await().until(embedder::isReady);
		assertThat(embedder.failure()).isEmpty();
		assertThat(embedder.vectors(List.of(Passage.of(TEXT)))).hasSize(1);
		Health mended = new EmbeddingHealthIndicator(embedder).health();
		assertThat(mended.getStatus()).isEqualTo(Status.UP);
		assertThat(mended.getDetails()).containsEntry("dimension", 384)
			.containsEntry("model_id", embedder.modelId())
			.containsEntry("name", "model");
	}

	@Test
	void model_isUnavailable_whenItIsDamaged_andComesBack() throws IOException {
		Files.createDirectory(folder());
		writeBundled();
		byte[] noise = new byte[100_000];
		new Random(1).nextBytes(noise);
		Files.write(folder().resolve("model.onnx"), noise);
		PassageEmbedder embedder = open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, ""));
		assertUnavailable(embedder, "cannot be loaded");

		writeBundled();
		await().until(embedder::isReady);
		assertThat(embedder.embedQuery(TEXT)).hasSize(384);
	}

	@Test
	void model_isUnavailable_whenItIsCutShort() throws IOException {
		Files.createDirectory(folder());
		writeBundled();
		byte[] whole = ModelSource.of(EmbeddingSettings.INT8).read().model();
		Files.write(folder().resolve("model.onnx"), Arrays.copyOf(whole, whole.length / 2));
		assertUnavailable(open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, "")), "cannot be loaded");
	}

	@Test
	void model_isUnavailable_whenTheTokenizerIsDamaged() throws IOException {
		Files.createDirectory(folder());
		writeBundled();
		Files.writeString(folder().resolve("tokenizer.json"), "{ \"version\": ");
		assertUnavailable(open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, "")), "tokenizer.json is no tokenizer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 470268510\n" })
	void model_isUnavailable_whenAnotherFileStandsInItsPlace(String content) throws IOException {
		Files.createDirectory(folder());
		writeBundled();
		Files.writeString(folder().resolve("model.onnx"), content);
		assertUnavailable(open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, "")), "model.onnx is no whole ONNX model");
	}

	@Test
	void model_isUnavailable_whenItsVectorsAreTooLargeToStore() throws IOException {
		Files.createDirectory(folder());
		writeBundled();
		write(TinyOnnx.constantOf("input_ids", "sentence_embedding", VectorStore.DIMENSION_MAX + 1));
		assertUnavailable(open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, "")), "4097 dimensions");
		write(TinyOnnx.constantOf("input_ids", "sentence_embedding", VectorStore.DIMENSION_MAX));
		assertThat(open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, "")).dimension()).isEqualTo(4096);
	}

	@Test
	void model_runsTextsAlone_whenItWasMadeForOne() throws IOException {
		Files.createDirectory(folder());
		writeBundled();
		write(TinyOnnx.castOf("input_ids", "sentence_embedding", 1, 0));
		PassageEmbedder embedder = open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, ""));
		assertThat(embedder.vectors(List.of(Passage.of("card"), Passage.of("mail")))).hasSize(2);
	}

	@Test
	void run_thatFails_isToldOnce(CapturedOutput output) throws IOException {
		Files.createDirectory(folder());
		writeBundled();
		write(TinyOnnx.castOf("input_ids", "sentence_embedding", 0, 3));
		PassageEmbedder embedder = open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, ""));
		assertThat(embedder.embedQuery("card")).hasSize(3);
		for (String text : List.of("card refused", "card refused again")) {
			assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> embedder.embedQuery(text))
				.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.MODEL_UNAVAILABLE));
		}
		assertThat(output.getAll()).containsOnlyOnce("A run of the embedding model 'model' failed")
			.contains("failed, and further ones may: ai.onnxruntime.OrtException",
					"tokenizer.json belongs to its model.onnx");
	}

	@Test
	void load_keepsNoModel_thatComesAfterItIsUnloaded() throws IOException {
		Files.createDirectory(folder());
		writeBundled();
		EmbeddingProperties settings = EmbeddingSettings.of(folder().toString());
		ModelLoader loader = new ModelLoader(ModelSource.of(settings.embeddingModel()), settings, ModelRole.CONFIGURED);
		loader.unload();
		loader.start();
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(loader::model);
		loader.stop();
	}

	@Test
	void model_isUnavailable_whenItIsNoSentenceModel() throws IOException {
		Files.createDirectory(folder());
		writeBundled();
		Files.write(folder().resolve("model.onnx"), TinyOnnx.castOf("input_ids", "logits"));
		assertUnavailable(open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, "")), "[logits]");
	}

	@Test
	void model_isUnavailable_whenItWantsOtherInputs() throws IOException {
		Files.createDirectory(folder());
		writeBundled();
		Files.write(folder().resolve("model.onnx"), TinyOnnx.castOf("pixels", "sentence_embedding"));
		assertUnavailable(open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, "")), "[pixels]");
	}

	@Test
	void model_ofAFolder_givesTheSameVectorsUnderTheSameId() throws IOException {
		Files.createDirectory(folder());
		writeBundled();
		PassageEmbedder embedder = open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, ""));
		OnnxEmbeddingModel bundled = OnnxEmbeddingModel.open(EmbeddingSettings.of(EmbeddingSettings.INT8),
				new SimpleMeterRegistry());
		assertThat(embedder.modelId()).isEqualTo(bundled.modelId());
		assertThat(embedder.embedQuery(TEXT)).isEqualTo(bundled.embed(TEXT));
		bundled.close();
	}

	@Test
	void model_takesThePooledOutputAsItIs_andOnlyTheInputsItDeclares() throws IOException {
		Files.createDirectory(folder());
		writeBundled();
		Files.write(folder().resolve("model.onnx"), TinyOnnx.castOf("input_ids", "sentence_embedding"));
		PassageEmbedder embedder = open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, ""));
		// "card" is token 4003 of BERT's vocabulary, between [CLS] 101 and [SEP] 102.
		double length = Math.sqrt(101 * 101 + 4003 * 4003 + 102 * 102);
		assertThat(embedder.embedQuery("card")).containsExactly((float) (101 / length), (float) (4003 / length),
				(float) (102 / length));
		assertThat(embedder.dimension()).isEqualTo(3);
	}

	@Test
	void model_poolsByTheFirstToken_whenToldSo() throws IOException {
		Files.createDirectory(folder());
		writeBundled();
		PassageEmbedder mean = open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, ""));
		float[] byMean = mean.embedQuery(TEXT);
		String meanId = mean.modelId();
		PassageEmbedder first = open(EmbeddingSettings.runs(1, 10, Pooling.CLS, ""));
		assertThat(Vectors.cosine(first.embedQuery(TEXT), byMean)).isLessThan(0.95);
		assertThat(first.modelId()).isNotEqualTo(meanId);
	}

	@Test
	void model_putsThePrefixBeforePassagesOnly() throws IOException {
		Files.createDirectory(folder());
		writeBundled();
		PassageEmbedder embedder = open(EmbeddingSettings.runs(1, 10, Pooling.MEAN, "passage: "));
		Passage passage = Passage.of(TEXT);
		assertThat(embedder.vectors(List.of(passage)).get(passage.id()))
			.isEqualTo(embedder.embedQuery("passage: " + TEXT))
			.isNotEqualTo(embedder.embedQuery(TEXT));
	}

	private PassageEmbedder open(EmbeddingProperties.Runs runs) {
		EmbeddingProperties settings = EmbeddingSettings.of(folder().toString(), runs);
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		OnnxEmbeddingModel model = OnnxEmbeddingModel.open(settings, meters);
		this.opened.add(model);
		return new PassageEmbedder(model, new InMemoryVectorStore(), settings, meters);
	}

	private static void assertUnavailable(PassageEmbedder embedder, String reason) {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> embedder.vectors(List.of(Passage.of(TEXT))))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.MODEL_UNAVAILABLE));
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> embedder.embedQuery(TEXT));
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(embedder::modelId);
		assertThat(embedder.isReady()).isFalse();
		assertThat(embedder.failure()).hasValueSatisfying((failure) -> assertThat(failure).contains(reason));
	}

	private Path folder() {
		return this.parent.resolve("model");
	}

	private void write(byte[] model) throws IOException {
		Files.write(folder().resolve("model.onnx"), model);
	}

	private void writeBundled() throws IOException {
		ModelFiles files = ModelSource.of(EmbeddingSettings.INT8).read();
		Files.write(folder().resolve("tokenizer.json"), files.tokenizer());
		Files.write(folder().resolve("model.onnx"), files.model());
	}

}
