package io.mahavishnu.otel;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What README says is done: its tour is executed, its table of settings is compared with
 * the code.
 */
class ReadmeTest {

	private static final Path README = Path.of("README.md");

	@TempDir
	Path folder;

	@Test
	void theTour_answersAsItSays() throws Exception {
		Matcher steps = Pattern.compile("```bash\n(curl [^`]+)```\n+```json\n([^`]+)```").matcher(section("tour"));
		int count = 0;
		try (ServiceProcess service = ServiceProcess.start(this.folder)) {
			while (steps.find()) {
				count++;
				String command = steps.group(1).replace("localhost:8080", "127.0.0.1:" + service.port());
				JsonNode answer = ServiceClient.JSON.readTree(run(command));
				JsonNode expected = ServiceClient.JSON.readTree(steps.group(2));
				assertThat(differences("", expected, answer)).describedAs("%s%nanswered %s", command, answer).isEmpty();
			}
		}
		assertThat(count).isGreaterThanOrEqualTo(4);
	}

	@Test
	void theTableOfSettings_isThatOfTheCode() throws IOException {
		TreeSet<String> documented = Pattern.compile("(?m)^\\| `([a-z0-9.-]+)` \\| ([^|]+) \\|")
			.matcher(section("settings"))
			.results()
			.map((row) -> row.group(1) + " = " + row.group(2).strip().replace("`", ""))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(documented).isEqualTo(settings());
	}

	/** Every setting with its default, read off the configuration records. */
	private static TreeSet<String> settings() {
		TreeSet<String> settings = new TreeSet<>();
		new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("io.mahavishnu.otel")
			.stream()
			.filter((each) -> each.isAnnotatedWith(ConfigurationProperties.class))
			.map(JavaClass::reflect)
			.forEach((record) -> addSettings(record, record.getAnnotation(ConfigurationProperties.class).value(),
					settings));
		return settings;
	}

	private static void addSettings(Class<?> record, String prefix, TreeSet<String> settings) {
		for (RecordComponent component : record.getRecordComponents()) {
			Name renamed = component.getAnnotation(Name.class);
			String name = prefix + "." + dashed((renamed != null) ? renamed.value() : component.getName());
			if (component.getType().isRecord()) {
				addSettings(component.getType(), name, settings);
			}
			else {
				String value = defaultOf(record, component);
				settings.add(name.replace("mahavishnu.otel-ingester.", "") + " = " + value);
			}
		}
	}

	private static String defaultOf(Class<?> record, RecordComponent component) {
		RecordComponent[] components = record.getRecordComponents();
		List<String> names = Stream.of(components).map(RecordComponent::getName).toList();
		Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		return Stream
			.of(canonicalConstructor(record, types).getParameterAnnotations()[names.indexOf(component.getName())])
			.filter(DefaultValue.class::isInstance)
			.map((annotation) -> String.join(",", ((DefaultValue) annotation).value()))
			.findFirst()
			.filter((value) -> !value.isEmpty())
			.orElse("–");
	}

	private static Constructor<?> canonicalConstructor(Class<?> record, Class<?>[] types) {
		try {
			return record.getDeclaredConstructor(types);
		}
		catch (NoSuchMethodException impossible) {
			throw new IllegalStateException("every record has its canonical constructor", impossible);
		}
	}

	private static String dashed(String name) {
		return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
	}

	/** What stands between a pair of markers. */
	static String section(String name) throws IOException {
		String readme = Files.readString(README);
		Matcher section = Pattern.compile("<!-- " + name + " -->(.*?)<!-- end of " + name + " -->", Pattern.DOTALL)
			.matcher(readme);
		assertThat(section.find()).describedAs("section %s of README", name).isTrue();
		return section.group(1);
	}

	private static String run(String command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder("bash", "-c", command.replaceFirst("^curl", "curl -sS --fail-with-body"))
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).describedAs("%s%n%s%s", command, output, errors).isZero();
		return output;
	}

	/**
	 * Where an answer is not as README shows it. What README leaves out may be there; "…"
	 * stands for any value.
	 */
	private static List<String> differences(String at, JsonNode expected, JsonNode answer) {
		List<String> differences = new ArrayList<>();
		if (expected.isString() && expected.asString().equals("…")) {
			if (answer.isMissingNode() || answer.isNull()) {
				differences.add(at + " is missing");
			}
		}
		else if (expected.isObject()) {
			for (Map.Entry<String, JsonNode> property : expected.properties()) {
				differences.addAll(
						differences(at + "/" + property.getKey(), property.getValue(), answer.path(property.getKey())));
			}
		}
		else if (expected.isArray()) {
			for (int i = 0; i < expected.size(); i++) {
				differences.addAll(differences(at + "/" + i, expected.get(i), answer.path(i)));
			}
		}
		else if (!expected.equals(answer)) {
			differences.add(at + " is " + answer + " instead of " + expected);
		}
		return differences;
	}

}
