package io.mahavishnu.otel.mcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The protocol's official TypeScript client as a process of Node.js. Its packages are
 * installed once below {@code target}, from the lock file in {@code src/test/node/mcp}.
 */
final class NodeClient {

	private static final Path SOURCE = Path.of("src/test/node/mcp");

	private static final Path FOLDER = Path.of("target/node/mcp");

	private static final int MINUTES_MAX = 5;

	private NodeClient() {
	}

	/**
	 * Runs the check; skips the test, and says why, where there is no Node.js.
	 * @param url the endpoint
	 * @param calls the calls of tools to make, a JSON array
	 * @return what the client saw
	 */
	static JsonNode run(String url, String calls) throws IOException, InterruptedException {
		Assumptions.assumeTrue(isInstalled("node") && isInstalled("npm"),
				"skipped: node and npm are not installed, so the official TypeScript client cannot be run");
		install();
		Path callsFile = Files.writeString(FOLDER.resolve("calls.json"), calls);
		return JsonMapper.shared()
			.readTree(output(List.of("node", "check.mjs", url, callsFile.getFileName().toString())));
	}

	private static void install() throws IOException, InterruptedException {
		Files.createDirectories(FOLDER);
		for (String name : List.of("package.json", "check.mjs")) {
			Files.copy(SOURCE.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
		}
		Path lock = SOURCE.resolve("package-lock.json");
		Path installed = FOLDER.resolve("package-lock.json");
		if (!Files.isDirectory(FOLDER.resolve("node_modules")) || !Files.exists(installed)
				|| Files.mismatch(lock, installed) >= 0) {
			Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
			output(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
		}
	}

	private static boolean isInstalled(String program) throws InterruptedException {
		try {
			return new ProcessBuilder(program, "--version").redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException absent) {
			return false;
		}
	}

	private static String output(List<String> command) throws IOException, InterruptedException {
		Path errors = FOLDER.resolve("errors.log");
		Process process = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectError(errors.toFile()).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).as("%s ends", command).isTrue();
		assertThat(process.exitValue()).as("%s%n%s%n%s", command, output, Files.readString(errors)).isZero();
		return output;
	}

}
