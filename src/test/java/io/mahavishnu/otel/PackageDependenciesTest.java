package io.mahavishnu.otel;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the code against the map of packages: which package may use which. Data flows one
 * way, from the receivers to the store, the index and the search; an engine's client is
 * used in the engine's package alone.
 */
class PackageDependenciesTest {

	private static final String ROOT = "io.mahavishnu.otel";

	/** Package → what it may use. README draws the same map. */
	private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(Map.entry("trace", Set.of()),
			Map.entry("problem", Set.of()), //
			// Talks to the service over HTTP alone, so that a command starts like a small
			// program.
			Map.entry("cli", Set.of()), //
			Map.entry("passage", Set.of("trace", "problem")), //
			Map.entry("store", Set.of("trace", "passage", "problem")), //
			Map.entry("duckdb", Set.of("store", "passage", "trace", "problem")), //
			Map.entry("embed", Set.of("store", "passage", "problem")), //
			Map.entry("filter", Set.of("trace", "problem")), //
			Map.entry("index", Set.of("trace", "filter", "passage", "embed", "store", "problem")), //
			Map.entry("lucene", Set.of("index", "filter", "passage", "store", "trace", "problem")), //
			Map.entry("ingest", Set.of("trace", "store", "passage", "index", "problem")), //
			Map.entry("receive", Set.of("trace", "ingest", "store", "problem")), //
			Map.entry("retention", Set.of("index", "store", "problem")), //
			Map.entry("archive", Set.of("trace", "receive", "ingest", "index", "store", "problem")), //
			Map.entry("search",
					Set.of("retention", "index", "filter", "store", "embed", "passage", "trace", "problem")), //
			Map.entry("analysis", Set.of("search", "trace", "problem")), //
			Map.entry("mcp", Set.of("analysis", "search", "receive", "ingest", "trace", "problem")));

	private static final Map<String, String> CLIENTS = Map.of("org.duckdb", "duckdb", "org.springframework.jdbc",
			"duckdb", "io.modelcontextprotocol", "mcp", "org.apache.lucene", "lucene", "ai.onnxruntime", "embed",
			"ai.djl", "embed", "io.grpc", "receive");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void everyPackage_usesOnlyWhatItMay() {
		Map<String, Set<String>> forbidden = new TreeMap<>();
		dependencies().forEach((dependency) -> {
			String from = packageOf(dependency.getOriginClass());
			String to = packageOf(dependency.getTargetClass());
			if (!from.isEmpty() && !to.isEmpty() && !from.equals(to)
					&& !MAY_USE.getOrDefault(from, Set.of()).contains(to)) {
				forbidden.computeIfAbsent(from + " → " + to, (_) -> new TreeSet<>()).add(dependency.getDescription());
			}
		});
		assertThat(forbidden).isEmpty();
	}

	@Test
	void everyPackage_standsOnTheMap() {
		Set<String> packages = new TreeSet<>();
		CLASSES.forEach((each) -> packages.add(packageOf(each)));
		packages.remove("");
		assertThat(packages).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
	}

	@Test
	void theClientOfAnEngine_isUsedInItsPackageAlone() {
		List<String> strays = dependencies()
			.filter((dependency) -> CLIENTS.entrySet()
				.stream()
				.anyMatch((client) -> dependency.getTargetClass().getPackageName().startsWith(client.getKey())
						&& !packageOf(dependency.getOriginClass()).equals(client.getValue())
						&& !packageOf(dependency.getOriginClass()).isEmpty()))
			.map(Dependency::getDescription)
			.toList();
		assertThat(strays).isEmpty();
	}

	private static java.util.stream.Stream<Dependency> dependencies() {
		return CLASSES.stream().flatMap((each) -> each.getDirectDependenciesFromSelf().stream());
	}

	/**
	 * The first name below the root; empty for the root itself and for everything
	 * elsewhere.
	 */
	private static String packageOf(JavaClass javaClass) {
		String name = javaClass.getPackageName();
		if (!name.startsWith(ROOT + ".")) {
			return "";
		}
		return Arrays.stream(name.substring(ROOT.length() + 1).split("\\.")).findFirst().orElseThrow();
	}

}
