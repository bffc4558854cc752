package io.mahavishnu.otel.embed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mahavishnu.otel.benchmark.Arguments;
import io.mahavishnu.otel.benchmark.Machine;
import io.mahavishnu.otel.benchmark.SampleTelemetry;
import io.mahavishnu.otel.benchmark.Table;
import io.mahavishnu.otel.passage.Passage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/**
 * How many texts a second become vectors, beside ONNX Runtime alone: the same texts,
 * tokenised and put into tensors before the clock runs, and its output left as it is.
 * They take turns.
 */
public final class EmbeddingBenchmark {

	private static final Map<String, String> OPTIONS = Map.of("rounds", "5", "texts", "1000", "warm-up", "3");

	private static final String MODEL = "/all-minilm-l6-v2-q.onnx";

	private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

	private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

	private final int cores = Runtime.getRuntime().availableProcessors();

	private final List<Passage> passages;

	private final List<Map<String, OnnxTensor>> inputs = new ArrayList<>();

	private final int tokens;

	private EmbeddingBenchmark(int texts) throws IOException, OrtException {
		this.passages = SampleTelemetry.passages(texts);
		int sum = 0;
		try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
				new ByteArrayInputStream(resource(TOKENIZER)),
				Map.of("truncation", "longest_first", "padding", "do_not_pad"))) {
			for (Passage passage : this.passages) {
				Encoding encoding = tokenizer.encode(passage.text());
				sum += encoding.getIds().length;
				this.inputs.add(Map.of("input_ids", tensor(encoding.getIds()), "attention_mask",
						tensor(encoding.getAttentionMask()), "token_type_ids", tensor(encoding.getTypeIds())));
			}
		}
		this.tokens = sum;
	}

	/** Runs the program. */
	public static void main(String[] commandLine)
			throws IOException, OrtException, InterruptedException, ExecutionException {
		Arguments arguments = new Arguments(OPTIONS, commandLine);
		System.out.println(Machine.description());
		EmbeddingBenchmark benchmark = new EmbeddingBenchmark(arguments.number("texts"));
		System.out.printf("%s texts of %.1f tokens, each once a turn; %s turns after %s of warm-up%n%n",
				arguments.text("texts"), (double) benchmark.tokens / arguments.number("texts"),
				arguments.text("rounds"), arguments.text("warm-up"));
		benchmark.run(arguments.number("warm-up"), arguments.number("rounds"));
	}

	private void run(int warmUp, int rounds)
			throws IOException, OrtException, InterruptedException, ExecutionException {
		List<Double> ours = new ArrayList<>();
		List<Double> alone = new ArrayList<>();
		List<Double> wide = new ArrayList<>();
		List<Double> ratios = new ArrayList<>();
		EmbeddingProperties properties = EmbeddingSettings.of(EmbeddingSettings.INT8);
		try (OnnxEmbeddingModel model = OnnxEmbeddingModel.open(properties, new SimpleMeterRegistry());
				OrtSession oneThread = session(1);
				OrtSession allThreads = session(this.cores)) {
			for (int round = -warmUp; round < rounds; round++) {
				double parallel = alone(oneThread, this.cores);
				double own = ours(model, properties);
				double together = alone(allThreads, 1);
				if (round >= 0) {
					ours.add(own);
					alone.add(parallel);
					wide.add(together);
					ratios.add(own / Math.max(parallel, together));
				}
			}
		}
		Table table = new Table(System.out, "what", "texts/s, median", "of the turns");
		table.row("PassageEmbedder, store in memory", Table.decimal(Table.median(ours)), Table.range(ours));
		table.row("OrtSession.run, " + this.cores + " at a time on one thread each", Table.decimal(Table.median(alone)),
				Table.range(alone));
		table.row("OrtSession.run, one at a time on " + this.cores + " threads", Table.decimal(Table.median(wide)),
				Table.range(wide));
		System.out.printf("%nOurs, of the better of these, median of the turns: %.2f%n", Table.median(ratios));
	}

	/** With a store and a cache that know none of the texts. */
	private double ours(OnnxEmbeddingModel model, EmbeddingProperties properties) {
		PassageEmbedder embedder = new PassageEmbedder(model, new InMemoryVectorStore(), properties,
				new SimpleMeterRegistry());
		embedder.embedQuery("loads the model");
		long start = System.nanoTime();
		embedder.vectors(this.passages);
		return perSecond(start);
	}

	private double alone(OrtSession session, int threads) throws InterruptedException, ExecutionException {
		AtomicInteger next = new AtomicInteger();
		long start = System.nanoTime();
		try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				running.add(executor.submit(() -> {
					for (int text = next.getAndIncrement(); text < this.inputs.size(); text = next.getAndIncrement()) {
						session.run(this.inputs.get(text)).close();
					}
					return null;
				}));
			}
			for (Future<?> each : running) {
				each.get();
			}
		}
		return perSecond(start);
	}

	private double perSecond(long startNanos) {
		return this.passages.size() * 1e9 / (System.nanoTime() - startNanos);
	}

	private OrtSession session(int threads) throws IOException, OrtException {
		try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
			options.setIntraOpNumThreads(threads);
			options.setInterOpNumThreads(1);
			return this.environment.createSession(resource(MODEL), options);
		}
	}

	private OnnxTensor tensor(long[] values) throws OrtException {
		return OnnxTensor.createTensor(this.environment, LongBuffer.wrap(values), new long[] { 1, values.length });
	}

	private static byte[] resource(String name) throws IOException {
		try (InputStream in = Objects.requireNonNull(EmbeddingBenchmark.class.getResourceAsStream(name), name)) {
			return in.readAllBytes();
		}
	}

}
