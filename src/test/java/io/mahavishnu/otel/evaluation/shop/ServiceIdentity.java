package io.mahavishnu.otel.evaluation.shop;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

/**
 * A service of the shop, as its resource says.
 *
 * @param name {@code service.name}
 * @param language {@code telemetry.sdk.language}
 * @param version {@code service.version}
 */
record ServiceIdentity(String name, String language, String version) {

	/** Reads {@code services.txt}: name → service. */
	static Map<String, ServiceIdentity> load() throws IOException {
		Map<String, ServiceIdentity> services = new HashMap<>();
		for (String line : ShopFiles.lines("services.txt")) {
			String[] parts = line.split(" \\| ");
			services.put(parts[0], new ServiceIdentity(parts[0], parts[1], parts[2]));
		}
		return services;
	}

	void writeTo(ObjectNode resource) {
		resource.put("service.name", this.name)
			.put("service.namespace", "shop")
			.put("service.version", this.version)
			.put("telemetry.sdk.language", this.language)
			.put("deployment.environment.name", "production");
	}

}
