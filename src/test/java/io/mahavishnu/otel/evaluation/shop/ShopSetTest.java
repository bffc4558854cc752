package io.mahavishnu.otel.evaluation.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.mahavishnu.otel.evaluation.LabelledQuery;
import io.mahavishnu.otel.evaluation.LabelledSet;
import io.mahavishnu.otel.evaluation.LabelledTrace;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ShopSetTest {

	private static final LabelledSet FULL = full();

	@Test
	void theFullSet_has5000Traces_and80Questions() {
		assertThat(FULL.traces().stream().map(LabelledTrace::traceId).distinct()).hasSize(5_000);
		assertThat(FULL.traces().size()).isEqualTo(5_000);
		assertThat(FULL.queries()).hasSize(80).extracting(LabelledQuery::query).doesNotHaveDuplicates();
	}

	@Test
	void theFullSet_hasTheServicesAndOperationsOfARealShop() {
		Set<String> services = new TreeSet<>();
		Set<String> operations = new TreeSet<>();
		spans(FULL).forEach((span) -> {
			String service = span.get("resource").get("service.name").asString();
			services.add(service);
			operations.add(service + " " + span.get("name").asString());
		});
		assertThat(services).hasSizeGreaterThanOrEqualTo(15);
		assertThat(operations).hasSizeGreaterThanOrEqualTo(150);
	}

	@Test
	void everyKindOfFailure_isThere_andIsAskedFor_unlessItIsNoise() throws IOException {
		LabelledShop shop = ShopSet.generate(500, 1);
		Set<String> asked = new HashSet<>();
		for (ShopQuestion question : ShopQuestion.load()) {
			asked.addAll(question.exact());
		}
		Set<String> failures = Failure.load().keySet();
		assertThat(shop.counts().keySet()).containsAll(failures);
		assertThat(failures).filteredOn((failure) -> !failure.startsWith("noise-"))
			.hasSizeGreaterThanOrEqualTo(20)
			.isSubsetOf(asked);
		assertThat(asked).noneMatch((label) -> label.startsWith("noise-"));
	}

	@Test
	void theSmallSet_asksTheSameQuestionsOfTheSameKinds() throws IOException {
		LabelledSet small = ShopSet.small();
		assertThat(small.traces().size()).isEqualTo(500);
		assertThat(small.queries()).hasSameSizeAs(FULL.queries());
	}

	@Test
	void theSameSeed_givesTheSameTraces_andAnotherSeedOthers() throws IOException {
		List<LabelledTrace> traces = ShopSet.generate(400, 7).traces();
		assertThat(ShopSet.generate(400, 7).traces()).isEqualTo(traces);
		assertThat(ShopSet.generate(400, 8).traces()).doesNotContainAnyElementsOf(traces);
	}

	@Test
	void noTrace_saysWhatItsLabelIs() throws IOException {
		Collection<String> labels = Failure.load().keySet();
		assertThat(labels)
			.filteredOn((label) -> FULL.traces().stream().anyMatch((trace) -> trace.json().contains(label)))
			.isEmpty();
	}

	@Test
	void everySpan_hasItsParentInTheTrace_andEndsAfterItStarts() {
		for (LabelledTrace trace : FULL.traces()) {
			Set<String> ids = new HashSet<>();
			for (JsonNode span : JsonMapper.shared().readTree(trace.json()).get("spans")) {
				assertThat(ids.isEmpty()).isEqualTo(!span.has("parent_span_id"));
				assertThat(ids.isEmpty() || ids.contains(span.get("parent_span_id").asString())).isTrue();
				assertThat(span.get("end_time").asLong()).isGreaterThanOrEqualTo(span.get("start_time").asLong());
				ids.add(span.get("span_id").asString());
			}
		}
	}

	@Test
	void everyFailure_showsInItsTraces() throws IOException {
		LabelledShop shop = ShopSet.generate(500, 3);
		for (Failure failure : Failure.load().values()) {
			assertThat(shop.labelled(failure.name())).as(failure.name())
				.allSatisfy((entry) -> assertThat(shows(entry.trace(), failure)).as(entry.trace().json()).isTrue());
		}
	}

	@Test
	void aQuestionForOneOrder_namesAnOrderThatIsInThatTraceAlone() {
		List<LabelledQuery> exact = FULL.queries().stream().filter((query) -> query.grades().size() == 1).toList();
		assertThat(exact).isNotEmpty().allSatisfy((query) -> {
			String order = query.query().substring(query.query().indexOf("ORD-"));
			assertThat(FULL.traces()).filteredOn((trace) -> trace.json().contains(order))
				.extracting(LabelledTrace::traceId)
				.containsExactly(query.grades().firstEntry().getKey());
		});
	}

	@Test
	void mostTraces_areHealthy() throws IOException {
		Map<String, Integer> counts = ShopSet.generate(5_000, 2).counts();
		int healthy = counts.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith("flow:"))
			.mapToInt(Map.Entry::getValue)
			.sum();
		assertThat(healthy).isBetween(3_500, 4_500);
	}

	/** An error, an event or a long duration that the failure's description asks for. */
	private static boolean shows(LabelledTrace trace, Failure failure) {
		return failure.symptoms().values().stream().anyMatch((symptom) -> {
			boolean error = symptom.errors().stream().anyMatch((text) -> trace.json().contains(fixedPart(text)));
			boolean event = symptom.events().stream().anyMatch((each) -> trace.json().contains(each.name()));
			return error || event;
		});
	}

	/** What of a text stands before the first placeholder or quote, as JSON has it. */
	private static String fixedPart(String text) {
		return text.split("[{\"]", 2)[0].isEmpty() ? text.split("\"")[1] : text.split("[{\"]", 2)[0];
	}

	private static List<JsonNode> spans(LabelledSet set) {
		return set.traces()
			.stream()
			.<JsonNode>mapMulti(
					(trace, spans) -> JsonMapper.shared().readTree(trace.json()).get("spans").forEach(spans))
			.toList();
	}

	private static LabelledSet full() {
		try {
			return ShopSet.full();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
