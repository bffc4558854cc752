package io.mahavishnu.otel.index;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mahavishnu.otel.embed.EmbeddingModels;
import io.mahavishnu.otel.embed.InMemoryVectorStore;
import io.mahavishnu.otel.embed.ModelUsage;
import io.mahavishnu.otel.embed.ModelsOfTests;
import io.mahavishnu.otel.embed.Pooling;
import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.passage.PassageProperties;
import io.mahavishnu.otel.passage.TraceTexts;
import io.mahavishnu.otel.store.InMemoryTraceStore;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** With the real models, from int8 to fp32 and back, and from one usage to another. */
@ExtendWith(OutputCaptureExtension.class)
class ModelChangeTest {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final InMemoryTraceStore store = new InMemoryTraceStore();

	private final InMemoryVectorStore vectors = new InMemoryVectorStore();

	private final InMemoryTraceIndex index = new InMemoryTraceIndex();

	private final PendingTraces pending = new PendingTraces(LogPosition.START,
			new FeederProperties(Duration.ZERO, Duration.ofSeconds(1), 10, 10, DataSize.ofMegabytes(1), 100, 100,
					Duration.ZERO, 0, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(1)),
			Ticker.systemTicker(), InstantSource.system());

	@Test
	void change_servesWithTheModelBefore_untilEveryPassageHasAVectorOfTheNewOne() {
		String before = indexWith(ModelsOfTests.INT8, "reserve stock", "charge card");
		try (ModelsOfTests models = new ModelsOfTests(ModelsOfTests.FP32, this.vectors, this.meters)) {
			ModelChange change = change(models.get());
			assertThat(change.begin()).isTrue();
			assertThat(change.isUnderWay()).isTrue();
			assertThat(change.progress()).isZero();
			assertThat(this.index.model().id()).isEqualTo(before);
			await().until(change::isSearchable);

			TraceIndexer indexer = indexer(models.get());
			index(indexer, "send mail");
			assertThat(nearest(models.get(), before, "mailing")).startsWith("send mail");
			assertThat(change.progress()).isStrictlyBetween(0.0, 1.0);

			embedAll(indexer);
			assertThat(change.progress()).isEqualTo(1);
			change.complete();

			String after = models.get().configured().modelId();
			assertThat(this.index.model()).isEqualTo(new IndexModel(after, ModelsOfTests.FP32, ModelsOfTests.PLAIN));
			assertThat(change.isUnderWay()).isFalse();
			assertThat(models.get().find(before)).isEmpty();
			assertThat(nearest(models.get(), after, "mailing")).startsWith("send mail");
		}
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			all-MiniLM-L6-v2-fp32, MEAN, 'query: ', 'passage: '
			all-MiniLM-L6-v2,      CLS,  '',        ''
			all-MiniLM-L6-v2,      MEAN, '',        'passage: '
			all-MiniLM-L6-v2-fp32, CLS,  'query: ', ''
			""")
	void change_servesWithTheModelBeforeAsItWasUsed_whenPoolingOrPrefixesChangeToo(String model, Pooling pooling,
			String queryPrefix, String passagePrefix) {
		ModelUsage usage = new ModelUsage(pooling, queryPrefix, passagePrefix);
		indexWith(ModelsOfTests.INT8, "reserve stock", "charge card", "send mail");
		assertServesWhileChanging(ModelsOfTests.INT8, ModelsOfTests.PLAIN, model, usage);
		assertServesWhileChanging(model, usage, ModelsOfTests.INT8, ModelsOfTests.PLAIN);
	}

	private void assertServesWhileChanging(String from, ModelUsage used, String to, ModelUsage wanted) {
		String before = indexWith(from, used);
		float[] query = queryVector(from, used, "mailing");
		try (ModelsOfTests models = new ModelsOfTests(to, wanted, this.vectors, this.meters)) {
			ModelChange change = change(models.get());
			assertThat(change.begin()).isTrue();
			await().until(change::isSearchable);
			assertThat(models.get().find(before).orElseThrow().embedQuery("mailing")).isEqualTo(query);
			assertThat(nearest(models.get(), before, "mailing")).startsWith("send mail");
			embedAll(indexer(models.get()));
			change.complete();
			assertThat(this.index.model()).isEqualTo(new IndexModel(models.get().configured().modelId(), to, wanted));
		}
	}

	@Test
	void change_goesByWordsAndSaysWhy_whereTheIndexDoesNotKnowHowItsModelWasUsed(CapturedOutput output) {
		String before = indexWith(ModelsOfTests.INT8, "reserve stock");
		this.index.useModel(new IndexModel(before, ModelsOfTests.INT8, null));
		ModelUsage usage = new ModelUsage(Pooling.MEAN, "query: ", "passage: ");
		try (ModelsOfTests models = new ModelsOfTests(ModelsOfTests.FP32, usage, this.vectors, this.meters)) {
			ModelChange change = change(models.get());
			change.begin();
			await().until(() -> output.getAll().contains("is of no use"));
			assertThat(output.getAll()).contains("'" + ModelsOfTests.INT8 + "'",
					"with pooling mean, query-prefix 'query: ', passage-prefix 'passage: '", before,
					"search goes by words");
			assertThat(change.isSearchable()).isFalse();
			embedAll(indexer(models.get()));
			change.complete();
			assertThat(change.isSearchable()).isTrue();
		}
	}

	@Test
	void change_usesTheModelBeforeAsTheNewOne_whereTheIndexDoesNotKnowHowItWasUsed() {
		String before = indexWith(ModelsOfTests.INT8, "reserve stock");
		this.index.useModel(new IndexModel(before, ModelsOfTests.INT8, null));
		try (ModelsOfTests models = new ModelsOfTests(ModelsOfTests.FP32, this.vectors, this.meters)) {
			ModelChange change = change(models.get());
			change.begin();
			await().until(change::isSearchable);
			assertThat(models.get().find(before)).isPresent();
		}
	}

	@Test
	void begin_notesHowTheModelIsUsed_whereItsIdStays() {
		String id = indexWith(ModelsOfTests.INT8, "reserve stock");
		ModelUsage usage = new ModelUsage(Pooling.MEAN, "query: ", "");
		assertThat(indexWith(ModelsOfTests.INT8, usage)).isEqualTo(id);
		assertThat(this.index.model()).isEqualTo(new IndexModel(id, ModelsOfTests.INT8, usage));
	}

	@Test
	void change_backToTheModelBefore_runsNoModel() {
		indexWith(ModelsOfTests.INT8, "reserve stock", "charge card");
		indexWith(ModelsOfTests.FP32);
		double embedded = this.meters.counter("mahavishnu.embedding.texts", "purpose", "passage").count();
		assertThat(indexWith(ModelsOfTests.INT8)).isEqualTo(this.index.model().id());
		assertThat(this.meters.counter("mahavishnu.embedding.texts", "purpose", "passage").count()).isEqualTo(embedded);
	}

	@Test
	void change_leavesTheWordsAlone_whereTheModelBeforeIsGone() {
		indexWith(ModelsOfTests.INT8, "reserve stock");
		this.index.useModel(new IndexModel(this.index.model().id(), "no-such-model", null));
		try (ModelsOfTests models = new ModelsOfTests(ModelsOfTests.FP32, this.vectors, this.meters)) {
			ModelChange change = change(models.get());
			change.begin();
			assertThat(change.isSearchable()).isFalse();
			embedAll(indexer(models.get()));
			change.complete();
			assertThat(change.isSearchable()).isTrue();
		}
	}

	@Test
	void begin_changesNothing_whenTheModelIsTheSame() {
		String id = indexWith(ModelsOfTests.INT8, "reserve stock");
		try (ModelsOfTests models = new ModelsOfTests(ModelsOfTests.INT8, this.vectors, this.meters)) {
			models.get().configured().dimension();
			ModelChange change = change(models.get());
			assertThat(change.begin()).isFalse();
			assertThat(change.isUnderWay()).isFalse();
			assertThat(this.index.model().id()).isEqualTo(id);
		}
	}

	/** Indexes traces of one span with a model, changing over to it; tells its id. */
	private String indexWith(String model, String... names) {
		return indexWith(model, ModelsOfTests.PLAIN, names);
	}

	private String indexWith(String model, ModelUsage usage, String... names) {
		try (ModelsOfTests models = new ModelsOfTests(model, usage, this.vectors, this.meters)) {
			ModelChange change = change(models.get());
			change.begin();
			TraceIndexer indexer = indexer(models.get());
			index(indexer, names);
			embedAll(indexer);
			change.complete();
			return models.get().configured().modelId();
		}
	}

	private float[] queryVector(String model, ModelUsage usage, String query) {
		try (ModelsOfTests models = new ModelsOfTests(model, usage, this.vectors, this.meters)) {
			return models.get().configured().embedQuery(query);
		}
	}

	private ModelChange change(EmbeddingModels models) {
		// waits for the first attempt to load it
		assertThat(models.configured().dimension()).isEqualTo(384);
		return new ModelChange(this.index, models);
	}

	private TraceIndexer indexer(EmbeddingModels models) {
		TraceTexts texts = new TraceTexts(new PassageProperties(110, 100, 1000, 100_000, 1_000_000, List.of()),
				this.meters);
		return new TraceIndexer(this.store, this.vectors, this.index, texts, models, SystemNaming.AS_SENT,
				new FeederProperties(Duration.ZERO, Duration.ZERO, 10, 10, DataSize.ofMegabytes(1), 10, 10,
						Duration.ZERO, 4, Duration.ofSeconds(1), Duration.ZERO, Duration.ofMinutes(1)));
	}

	private void index(TraceIndexer indexer, String... names) {
		for (String name : names) {
			Span span = Span.builder(new TraceId(name.replace(' ', '-')), new SpanId("1"), name).build();
			this.store.append(List.of(new ReceivedSpan(span, null, 1)));
		}
		this.pending.add(this.store.changes(this.pending.readUpTo(), 100));
		List<Map.Entry<TraceId, PendingTrace>> due = this.pending.due(100);
		assertThat(due).hasSize(names.length);
		indexer.index(due, this.pending.readUpTo());
		this.pending.indexed(due.stream().map(Map.Entry::getKey).toList());
	}

	private static void embedAll(TraceIndexer indexer) {
		while (indexer.embedLeftovers(1)) {
			continue;
		}
	}

	private List<String> nearest(EmbeddingModels models, String model, String query) {
		float[] vector = models.find(model).orElseThrow().embedQuery(query);
		try (IndexSnapshot snapshot = this.index.snapshot()) {
			return snapshot.nearest(vector, TraceFilter.ALL, -1, Grouping.NONE, 10)
				.stream()
				.map((hit) -> hit.key().id().value().replace('-', ' '))
				.toList();
		}
	}

}
