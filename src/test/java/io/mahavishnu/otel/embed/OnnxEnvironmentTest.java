package io.mahavishnu.otel.embed;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ai.onnxruntime.OrtException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OnnxEnvironmentTest {

	/** No code of a signal, nor of a crash. */
	private static final int ENDED_AS_ASKED = 7;

	@Test
	void modelsAreLoaded_whileTheProcessEnds() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-XX:ErrorFile=/dev/null", "-cp",
				System.getProperty("java.class.path"), LoadsWhileItEnds.class.getName())
			.redirectErrorStream(true)
			.start();
		String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).as(out).isEqualTo(ENDED_AS_ASKED);
		assertThat(out).doesNotContain("is not known").contains("loaded meanwhile");
	}

	/** Is asked to end, and loads models until that is over, as its hook waits for. */
	static final class LoadsWhileItEnds {

		private static final int LOADS = 200;

		private LoadsWhileItEnds() {
		}

		public static void main(String[] args) throws Exception {
			byte[] model = TinyOnnx.constantOf("input_ids", "sentence_embedding", 4);
			OnnxGraph.open(model, Pooling.MEAN).close();
			CountDownLatch asked = new CountDownLatch(1);
			CountDownLatch loaded = new CountDownLatch(LOADS);
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				asked.countDown();
				await(loaded);
				System.out.println("loaded meanwhile");
			}));
			Thread.ofPlatform().daemon().start(() -> {
				await(asked);
				while (loaded.getCount() > 0) {
					load(model);
					loaded.countDown();
				}
			});
			System.exit(ENDED_AS_ASKED);
		}

		private static void load(byte[] model) {
			try {
				OnnxGraph.open(model, Pooling.MEAN).close();
			}
			catch (OrtException failed) {
				throw new IllegalStateException(failed);
			}
		}

		private static void await(CountDownLatch latch) {
			try {
				if (!latch.await(30, TimeUnit.SECONDS)) {
					throw new IllegalStateException("nothing happens");
				}
			}
			catch (InterruptedException interrupted) {
				throw new IllegalStateException(interrupted);
			}
		}

	}

}
