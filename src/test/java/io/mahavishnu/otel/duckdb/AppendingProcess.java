package io.mahavishnu.otel.duckdb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that runs {@link AppendingMain}. */
final class AppendingProcess implements AutoCloseable {

	private static final String ACKNOWLEDGED = "acknowledged ";

	private final Process process;

	private final BufferedReader output;

	private AppendingProcess(Process process) {
		this.process = process;
		this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

	static AppendingProcess start(Path file) throws IOException {
		return start(file, "run");
	}

	static AppendingProcess start(Path file, String run) throws IOException {
		return new AppendingProcess(
				new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"--enable-native-access=ALL-UNNAMED", "-Xmx256m", "-cp", System.getProperty("java.class.path"),
						AppendingMain.class.getName(), file.toString(), run)
					.redirectErrorStream(true)
					.start());
	}

	/** Waits until a number of traces is acknowledged; gives their ids. */
	List<String> acknowledged(int count) throws IOException {
		List<String> traces = new ArrayList<>();
		List<String> other = new ArrayList<>();
		while (traces.size() < count) {
			String line = this.output.readLine();
			if (line == null) {
				throw new IllegalStateException("the process ended: " + other);
			}
			if (!add(traces, line)) {
				other.add(line);
			}
		}
		return traces;
	}

	/**
	 * Ends the process by {@code kill -9}; gives the ids that it had printed until then.
	 */
	List<String> kill() throws IOException, InterruptedException {
		// by its handle, since the process itself would close the output that is still to
		// be read
		this.process.toHandle().destroyForcibly();
		List<String> traces = new ArrayList<>();
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			add(traces, line);
		}
		this.process.waitFor();
		return traces;
	}

	@Override
	public void close() throws IOException, InterruptedException {
		kill();
	}

	// a line that the kill cut off has no semicolon
	private static boolean add(List<String> traces, String line) {
		boolean complete = line.startsWith(ACKNOWLEDGED) && line.endsWith(";");
		if (complete) {
			traces.add(line.substring(ACKNOWLEDGED.length(), line.length() - 1));
		}
		return complete;
	}

}
