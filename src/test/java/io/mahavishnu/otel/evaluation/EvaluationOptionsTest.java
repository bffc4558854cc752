package io.mahavishnu.otel.evaluation;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EvaluationOptionsTest {

	@Test
	void parse_comparesAllModesOnAllSets_whenNothingIsSaid() {
		EvaluationOptions options = EvaluationOptions.parse();
		assertThat(options.baseUrl()).isEqualTo(URI.create("http://localhost:8080"));
		assertThat(options.sets()).isEqualTo(KnownSets.DEFAULT);
		assertThat(options.modes()).containsExactly(SearchMode.values());
		assertThat(options.ingests()).isFalse();
		assertThat(options.leastNdcg()).isEmpty();
		assertThat(options.format()).isEqualTo(EvaluationOptions.Format.TABLE);
		assertThat(options.writeTo()).isNull();
	}

	@Test
	void parse_takesEveryOption() {
		EvaluationOptions options = EvaluationOptions.parse("http://host:1", "--ingest", "--set", "shop", "--set",
				"/tmp/own", "--mode", "keyword", "--min-ndcg", "hybrid=0.9", "--min-ndcg", "keyword=0.3", "--json",
				"--write", "sets");
		assertThat(options).isEqualTo(new EvaluationOptions(URI.create("http://host:1"), List.of("shop", "/tmp/own"),
				List.of(SearchMode.KEYWORD), true, Map.of(SearchMode.HYBRID, 0.9, SearchMode.KEYWORD, 0.3),
				EvaluationOptions.Format.JSON, Path.of("sets")));
	}

	@Test
	void parse_refusesWhatMakesNoSense() {
		for (String argument : List.of("--bogus", "localhost:8080", "--set", "--mode")) {
			assertThatIllegalArgumentException().isThrownBy(() -> EvaluationOptions.parse(argument))
				.withMessageContaining(argument);
		}
		assertThatIllegalArgumentException().isThrownBy(() -> EvaluationOptions.parse("--mode", "fuzzy"));
		assertThatIllegalArgumentException().isThrownBy(() -> EvaluationOptions.parse("--min-ndcg", "0.9"));
	}

}
