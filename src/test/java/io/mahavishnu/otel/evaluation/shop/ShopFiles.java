package io.mahavishnu.otel.evaluation.shop;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The shop's description: the resource files beside this package. */
final class ShopFiles {

	private ShopFiles() {
	}

	static String text(String name) throws IOException {
		try (InputStream file = ShopFiles.class.getResourceAsStream("/evaluation/shop/" + name)) {
			if (file == null) {
				throw new FileNotFoundException("evaluation/shop/" + name);
			}
			return new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/** The lines that say something: neither blank nor a comment. */
	static List<String> lines(String name) throws IOException {
		return text(name).lines().filter((line) -> !line.isBlank() && !line.startsWith("#")).toList();
	}

}
