package io.mahavishnu.otel.evaluation.agents;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import io.mahavishnu.otel.evaluation.LabelledQuery;
import io.mahavishnu.otel.evaluation.LabelledSet;
import io.mahavishnu.otel.evaluation.LabelledTrace;

/**
 * Conversations of a help desk and of a coding assistant. Each is held twice, in other
 * words and in another dialect; a question should find both.
 */
public final class SupportAgentSet {

	private static final long SEED = 20_260_309;

	private static final long START_EPOCH_SECONDS = Instant.parse("2026-03-09T08:00:00Z").getEpochSecond();

	private static final long PAUSE_SECONDS = 600;

	private SupportAgentSet() {
	}

	/**
	 * Makes the set; always the same.
	 * @throws IOException when the conversations cannot be read
	 */
	public static LabelledSet load() throws IOException {
		SplittableRandom source = new SplittableRandom(SEED);
		List<LabelledTrace> traces = new ArrayList<>();
		List<LabelledQuery> queries = new ArrayList<>();
		for (Conversation conversation : Conversation.load()) {
			LabelledTrace first = trace(conversation, Dialect.OPEN_INFERENCE, 0, source, traces.size());
			LabelledTrace second = trace(conversation, Dialect.OPEN_LLMETRY, 1, source, traces.size() + 1);
			traces.add(first);
			traces.add(second);
			queries.add(LabelledQuery.of(conversation.question(), Map.of(first.traceId(), 1, second.traceId(), 1)));
		}
		return new LabelledSet("support-agent", traces, queries);
	}

	private static LabelledTrace trace(Conversation conversation, Dialect dialect, int speaker, SplittableRandom source,
			int ordinal) {
		long startEpochNanos = (START_EPOCH_SECONDS + ordinal * PAUSE_SECONDS) * 1_000_000_000L;
		return new ConversationTrace(dialect, speaker, source.split(), startEpochNanos).write(conversation);
	}

}
