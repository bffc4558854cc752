package io.mahavishnu.otel.evaluation.agents;

import java.io.IOException;

import io.mahavishnu.otel.evaluation.LabelledQuery;
import io.mahavishnu.otel.evaluation.LabelledSet;
import io.mahavishnu.otel.evaluation.LabelledTrace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SupportAgentSetTest {

	@Test
	void theSet_has60Traces_and30QuestionsForTwoEach() throws IOException {
		LabelledSet set = SupportAgentSet.load();
		assertThat(set.traces()).hasSize(60).doesNotHaveDuplicates();
		assertThat(set.queries()).hasSize(30).allSatisfy((query) -> assertThat(query.grades()).hasSize(2));
	}

	@Test
	void eachQuestion_isAnsweredByAConversationInEachDialect() throws IOException {
		LabelledSet set = SupportAgentSet.load();
		for (LabelledQuery query : set.queries()) {
			assertThat(set.traces()).filteredOn((trace) -> query.grades().containsKey(trace.traceId()))
				.satisfiesExactly((first) -> assertThat(first.json()).contains("openinference.span.kind"),
						(second) -> assertThat(second.json()).contains("traceloop.span.kind"));
		}
	}

	@Test
	void theSet_isAlwaysTheSame() throws IOException {
		assertThat(SupportAgentSet.load()).isEqualTo(SupportAgentSet.load());
	}

	@Test
	void aFailedTool_isAnErrorOfItsSpan() throws IOException {
		assertThat(SupportAgentSet.load().traces()).extracting(LabelledTrace::json)
			.anyMatch((json) -> json.contains("\"message\":\"device offline, last seen 3 days ago\""));
	}

}
