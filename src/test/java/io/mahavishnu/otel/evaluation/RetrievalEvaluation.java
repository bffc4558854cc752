package io.mahavishnu.otel.evaluation;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores the search of a running service against labelled sets, from outside, over HTTP:
 * a program, and a call for tests that gate on its figures.
 */
public final class RetrievalEvaluation {

	/** Asked before anything is measured, so that the first figures are not the JVM's. */
	private static final int WARM_UP_QUERIES = 10;

	private RetrievalEvaluation() {
	}

	/**
	 * Runs the program.
	 * @param arguments as {@link EvaluationOptions#USAGE} says
	 */
	@SuppressWarnings("SystemExitOutsideMain")
	public static void main(String[] arguments) throws IOException, InterruptedException {
		System.exit(run(arguments, System.out));
	}

	/**
	 * Runs the program.
	 * @param arguments as {@link EvaluationOptions#USAGE} says
	 * @param out where the figures go
	 * @return 0; 1 when a figure is below its gate; 2 when the arguments make no sense
	 * @throws IOException when a set cannot be read or the service fails
	 */
	static int run(String[] arguments, PrintStream out) throws IOException, InterruptedException {
		EvaluationOptions options;
		try {
			options = EvaluationOptions.parse(arguments);
		}
		catch (IllegalArgumentException ex) {
			out.println(ex.getMessage());
			out.println(EvaluationOptions.USAGE);
			return 2;
		}
		List<LabelledSet> sets = new ArrayList<>();
		for (String name : options.sets()) {
			sets.add(KnownSets.open(name));
		}
		Path folder = options.writeTo();
		if (folder != null) {
			for (LabelledSet set : sets) {
				set.writeTo(folder.resolve(set.name()));
				out.println("wrote " + folder.resolve(set.name()));
			}
			return 0;
		}
		List<EvaluationResult> results = results(options, sets);
		out.print(switch (options.format()) {
			case TABLE -> EvaluationReport.table(results);
			case QUESTIONS -> EvaluationReport.table(results) + EvaluationReport.weakestQuestions(results);
			case JSON -> EvaluationReport.json(results);
		});
		List<String> missed = options.missedGates(results);
		missed.forEach(out::println);
		return missed.isEmpty() ? 0 : 1;
	}

	/**
	 * Sends a set's traces to a service; on return they are searchable.
	 * @param baseUrl such as {@code http://localhost:8080}
	 * @throws IOException when the service cannot be reached or refuses a trace
	 */
	public static void ingest(URI baseUrl, LabelledSet set) throws IOException, InterruptedException {
		try (ServiceClient service = new ServiceClient(baseUrl)) {
			service.ingest(set.traces());
		}
	}

	/**
	 * Asks a service all questions of a set, one after the other.
	 * @param baseUrl such as {@code http://localhost:8080}; the service has the set's
	 * traces
	 * @throws IOException when the service cannot be reached or refuses a question
	 */
	public static EvaluationResult evaluate(URI baseUrl, LabelledSet set, SearchMode mode)
			throws IOException, InterruptedException {
		try (ServiceClient service = new ServiceClient(baseUrl)) {
			for (LabelledQuery query : set.queries().stream().limit(WARM_UP_QUERIES).toList()) {
				service.search(query.query(), mode);
			}
			List<EvaluationResult.Question> questions = new ArrayList<>();
			for (LabelledQuery query : set.queries()) {
				long started = System.nanoTime();
				List<String> ranked = service.search(query.query(), mode);
				long durationNanos = System.nanoTime() - started;
				questions.add(new EvaluationResult.Question(query.query(), RankingMetrics.of(ranked, query.grades()),
						durationNanos));
			}
			return EvaluationResult.of(set.name(), mode, questions);
		}
	}

	private static List<EvaluationResult> results(EvaluationOptions options, List<LabelledSet> sets)
			throws IOException, InterruptedException {
		if (options.ingests()) {
			for (LabelledSet set : sets) {
				ingest(options.baseUrl(), set);
			}
		}
		List<EvaluationResult> results = new ArrayList<>();
		for (LabelledSet set : sets) {
			for (SearchMode mode : options.modes()) {
				results.add(evaluate(options.baseUrl(), set, mode));
			}
		}
		return results;
	}

}
