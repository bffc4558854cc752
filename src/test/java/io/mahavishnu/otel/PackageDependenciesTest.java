package io.mahavishnu.otel;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the code against README's map of packages: which package may use which. Data
 * flows one way, from the receivers to the store, the index and the search; an engine's
 * client is used in the engine's package alone.
 */
class PackageDependenciesTest {

	private static final String ROOT = "io.mahavishnu.otel";

	/** A row of README's map: a package, what lives there, what it may use. */
	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\| [^|]+ \\| ([^|]+) \\|$");

	private static final Map<String, String> CLIENTS = Map.of("org.duckdb", "duckdb", "org.springframework.jdbc",
			"duckdb", "io.modelcontextprotocol", "mcp", "org.apache.lucene", "lucene", "ai.onnxruntime", "embed",
			"ai.djl", "embed", "io.grpc", "receive");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void everyPackage_usesOnlyWhatItMay() throws IOException {
		Map<String, Set<String>> map = map();
		Map<String, Set<String>> forbidden = new TreeMap<>();
		betweenPackages().forEach((dependency) -> {
			String from = packageOf(dependency.getOriginClass());
			String to = packageOf(dependency.getTargetClass());
			if (!map.getOrDefault(from, Set.of()).contains(to)) {
				forbidden.computeIfAbsent(from + " → " + to, (_) -> new TreeSet<>()).add(dependency.getDescription());
			}
		});
		assertThat(forbidden).isEmpty();
	}

	@Test
	void theMap_allowsOnlyWhatIsUsed() throws IOException {
		Set<String> unused = new TreeSet<>();
		map().forEach((from, allowed) -> allowed.forEach((to) -> unused.add(from + " → " + to)));
		betweenPackages().forEach((dependency) -> unused
			.remove(packageOf(dependency.getOriginClass()) + " → " + packageOf(dependency.getTargetClass())));
		assertThat(unused).isEmpty();
	}

	@Test
	void everyPackage_standsOnTheMap() throws IOException {
		Set<String> packages = new TreeSet<>();
		CLASSES.forEach((each) -> packages.add(packageOf(each)));
		packages.remove("");
		assertThat(packages).isEqualTo(map().keySet());
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

	/** Package → what it may use, as README says. */
	private static Map<String, Set<String>> map() throws IOException {
		Map<String, Set<String>> map = new TreeMap<>();
		ROW.matcher(ReadmeTest.section("map"))
			.results()
			.forEach((row) -> map.put(row.group(1),
					row.group(2).equals("–") ? Set.of() : Set.of(row.group(2).split(", "))));
		return map;
	}

	private static Stream<Dependency> betweenPackages() {
		return dependencies().filter((dependency) -> {
			String from = packageOf(dependency.getOriginClass());
			String to = packageOf(dependency.getTargetClass());
			return !from.isEmpty() && !to.isEmpty() && !from.equals(to);
		});
	}

	private static Stream<Dependency> dependencies() {
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
