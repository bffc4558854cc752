package io.mahavishnu.otel.evaluation;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * What an evaluation is asked to do.
 *
 * @param baseUrl where the service is
 * @param sets the names or folders of the sets
 * @param modes the modes of search to compare
 * @param ingests whether the traces are sent first
 * @param leastNdcg mode → least nDCG@10 on every set; a mode without one passes
 * @param format how the figures are printed
 * @param writeTo a folder to write the sets to, instead of evaluating; null to evaluate
 */
record EvaluationOptions(URI baseUrl, List<String> sets, List<SearchMode> modes, boolean ingests,
		Map<SearchMode, Double> leastNdcg, Format format, @Nullable Path writeTo) {

	/** What the program takes. */
	static final String USAGE = """
			usage: RetrievalEvaluation [BASE_URL] [options]    (BASE_URL: http://localhost:8080)
			  --set NAME          tau-airline, tau-airline-small, shop, shop-small, support-agent, or a
			                      folder with traces.ndjson and queries.json; may be repeated; all by default
			  --mode MODE         hybrid, semantic or keyword; may be repeated; all by default
			  --ingest            send the traces first and wait until they are searchable
			  --min-ndcg MODE=N   exit with 1 when nDCG@10 of the mode is below N on a set; may be repeated
			  --questions         print the weakest questions of each set and mode, too
			  --json              print the figures as JSON
			  --write FOLDER      write the sets to sub-folders instead of evaluating""";

	/** How the figures are printed. */
	enum Format {

		TABLE, QUESTIONS, JSON

	}

	EvaluationOptions {
		sets = List.copyOf(sets);
		modes = List.copyOf(modes);
		leastNdcg = Map.copyOf(leastNdcg);
	}

	/**
	 * Reads the command line.
	 * @throws IllegalArgumentException when it makes no sense
	 */
	static EvaluationOptions parse(String... arguments) {
		URI baseUrl = URI.create("http://localhost:8080");
		List<String> sets = new ArrayList<>();
		List<SearchMode> modes = new ArrayList<>();
		Map<SearchMode, Double> leastNdcg = new EnumMap<>(SearchMode.class);
		boolean ingests = false;
		Format format = Format.TABLE;
		Path writeTo = null;
		Iterator<String> rest = List.of(arguments).iterator();
		while (rest.hasNext()) {
			String argument = rest.next();
			switch (argument) {
				case "--set" -> sets.add(valueOf(argument, rest));
				case "--mode" -> modes.add(SearchMode.ofWireName(valueOf(argument, rest)));
				case "--ingest" -> ingests = true;
				case "--min-ndcg" -> putGate(leastNdcg, valueOf(argument, rest));
				case "--questions" -> format = Format.QUESTIONS;
				case "--json" -> format = Format.JSON;
				case "--write" -> writeTo = Path.of(valueOf(argument, rest));
				default -> baseUrl = url(argument);
			}
		}
		return new EvaluationOptions(baseUrl, sets.isEmpty() ? KnownSets.DEFAULT : sets,
				modes.isEmpty() ? List.of(SearchMode.values()) : modes, ingests, leastNdcg, format, writeTo);
	}

	/** In words, each figure that is below its gate. */
	List<String> missedGates(List<EvaluationResult> results) {
		return results.stream()
			.filter((result) -> result.metrics().ndcg() < this.leastNdcg.getOrDefault(result.mode(), 0.0))
			.map((result) -> String.format(Locale.ROOT, "%s %s: nDCG@10 %.3f is below %.3f", result.set(),
					result.mode().wireName(), result.metrics().ndcg(), this.leastNdcg.get(result.mode())))
			.toList();
	}

	private static String valueOf(String option, Iterator<String> rest) {
		try {
			return rest.next();
		}
		catch (NoSuchElementException ex) {
			throw new IllegalArgumentException(option + " needs a value", ex);
		}
	}

	private static URI url(String argument) {
		if (!argument.startsWith("http://") && !argument.startsWith("https://")) {
			throw new IllegalArgumentException("Not an option and not a URL: " + argument);
		}
		return URI.create(argument);
	}

	private static void putGate(Map<SearchMode, Double> leastNdcg, String gate) {
		int equals = gate.indexOf('=');
		if (equals < 0) {
			throw new IllegalArgumentException("--min-ndcg takes MODE=N, not " + gate);
		}
		leastNdcg.put(SearchMode.ofWireName(gate.substring(0, equals)), Double.valueOf(gate.substring(equals + 1)));
	}

}
