package io.mahavishnu.otel.passage;

import java.util.List;

/**
 * Finds in a stack trace what people would tell of it: the function of the application in
 * which it happened. Reads the forms of Java, .NET, JavaScript, Python, Ruby and Go, of
 * which at most the first 400 lines. Stateless.
 */
final class StackTraces {

	private static final int LINES_MAX = 400;

	/** Where frames of libraries and run-times come from. */
	private static final List<String> LIBRARIES = List.of("java.", "javax.", "jakarta.", "jdk.", "sun.", "com.sun.",
			"kotlin.", "kotlinx.", "scala.", "org.springframework.", "org.apache.", "org.hibernate.", "org.postgresql.",
			"com.zaxxer.", "com.mysql.", "io.netty.", "io.grpc.", "io.micrometer.", "io.opentelemetry.", "reactor.",
			"okhttp3.", "com.google.common.", "System.", "Microsoft.", "node_modules", "node:", "internal/",
			"site-packages", "lib/python", "<frozen", "runtime.", "runtime/", "net/http", "google.golang.org",
			"/gems/");

	private StackTraces() {
	}

	/**
	 * The first frame of the application, else the first frame, as {@code Class.method}
	 * or a function's name; empty when there is none.
	 */
	static String usefulFrame(String stackTrace) {
		boolean python = stackTrace.startsWith("Traceback ") || stackTrace.contains("\n  File \"");
		String first = "";
		String last = "";
		List<String> lines = stackTrace.lines().limit(LINES_MAX).toList();
		for (String line : lines) {
			String function = python ? pythonFunction(line) : function(line);
			if (function.isEmpty()) {
				continue;
			}
			first = first.isEmpty() ? function : first;
			boolean library = LIBRARIES.stream().anyMatch((each) -> isFrom(line, each));
			if (!library && !python) {
				return function;
			}
			last = library ? last : function;
		}
		return last.isEmpty() ? first : last;
	}

	/**
	 * The innermost cause of a Java exception, {@code Type: message}; empty when there is
	 * none.
	 */
	static String rootCause(String stackTrace) {
		String prefix = "Caused by: ";
		return stackTrace.lines()
			.limit(LINES_MAX)
			.filter((line) -> line.startsWith(prefix))
			.reduce("", (_, line) -> line.substring(prefix.length()));
	}

	private static boolean isFrom(String line, String library) {
		boolean packaged = library.endsWith(".");
		return packaged ? line.stripLeading().startsWith("at " + library) || line.startsWith(library)
				: line.contains(library);
	}

	/**
	 * {@code at com.shop.Payment.charge(Payment.java:12)}, and Go's
	 * {@code main.charge(0x1)}.
	 */
	private static String function(String line) {
		String stripped = line.strip();
		boolean frame = stripped.startsWith("at ");
		int parenthesis = stripped.indexOf('(');
		boolean go = !frame && parenthesis > 0 && stripped.endsWith(")") && line.charAt(0) == stripped.charAt(0)
				&& stripped.indexOf(' ') < 0;
		if (!frame && !go) {
			return "";
		}
		String called = stripped.substring(frame ? 3 : 0, (parenthesis > 0) ? parenthesis : stripped.length()).strip();
		return lastNames(called.startsWith("async ") ? called.substring(6) : called);
	}

	/** {@code File "/app/payment.py", line 12, in charge}. */
	private static String pythonFunction(String line) {
		int in = line.startsWith("  File \"") ? line.lastIndexOf(", in ") : -1;
		return (in < 0) ? "" : line.substring(in + 5).strip();
	}

	/** Class and method; the packages before them and modules say little. */
	private static String lastNames(String called) {
		String plain = called.substring(called.lastIndexOf('/') + 1).replace("$", ".");
		int method = plain.lastIndexOf('.');
		int type = (method > 0) ? plain.lastIndexOf('.', method - 1) : -1;
		return plain.substring(type + 1);
	}

}
