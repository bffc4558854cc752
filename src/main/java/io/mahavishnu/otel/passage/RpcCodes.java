package io.mahavishnu.otel.passage;

import java.util.List;
import java.util.Locale;

import io.mahavishnu.otel.trace.Attributes;
import org.jspecify.annotations.Nullable;

/** The status codes of remote procedure calls in words; of gRPC also by number. */
final class RpcCodes {

	/** By number: https://grpc.io/docs/guides/status-codes. */
	private static final List<String> NAMES = List.of("ok", "cancelled", "unknown", "invalid argument",
			"deadline exceeded", "not found", "already exists", "permission denied", "resource exhausted",
			"failed precondition", "aborted", "out of range", "unimplemented", "internal", "unavailable", "data loss",
			"unauthenticated");

	private RpcCodes() {
	}

	/** The failed call that attributes tell of, or null. */
	static @Nullable String failure(Attributes attributes) {
		String code = attributes.text("rpc.response.status_code");
		if (code == null) {
			code = attributes.text("rpc.grpc.status_code");
		}
		if (code == null) {
			return null;
		}
		String name = nameOf(code);
		return name.isEmpty() || name.equals("ok") ? null : "RPC " + name;
	}

	private static String nameOf(String code) {
		if (code.length() > 2 || !Figures.isDigits(code)) {
			return code.toLowerCase(Locale.ROOT).replace('_', ' ');
		}
		int number = Integer.parseInt(code);
		return (number < NAMES.size()) ? NAMES.get(number) : "";
	}

}
