package io.mahavishnu.otel.passage;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.mahavishnu.otel.trace.Attributes;
import org.jspecify.annotations.Nullable;

/** The status codes of remote procedure calls in words; of gRPC also by number. */
final class RpcCodes {

	/** By number: https://grpc.io/docs/guides/status-codes. */
	private static final List<String> NAMES = List.of("ok", "cancelled", "unknown", "invalid argument",
			"deadline exceeded", "not found", "already exists", "permission denied", "resource exhausted",
			"failed precondition", "aborted", "out of range", "unimplemented", "internal", "unavailable", "data loss",
			"unauthenticated");

	private static final List<String> KEYS = List.of("rpc.response.status_code", "rpc.grpc.status_code",
			"rpc.connect_rpc.error_code", "grpc.status_code");

	private RpcCodes() {
	}

	/** The failed call that attributes tell of, or null. */
	static @Nullable String failure(Attributes attributes) {
		String code = KEYS.stream().map(attributes::text).filter(Objects::nonNull).findFirst().orElse(null);
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
