package io.mahavishnu.otel.embed;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Where a model's files come from. */
sealed interface ModelSource {

	/** The models that come with the service, by name, with their resources' names. */
	Map<String, String> BUNDLED = Map.of("all-MiniLM-L6-v2", "/all-minilm-l6-v2-q", "all-MiniLM-L6-v2-fp32",
			"/all-minilm-l6-v2");

	/** The model's name for people. */
	String name();

	/**
	 * Reads the files.
	 * @throws IOException when they are missing or cannot be read; the message is for the
	 * operator and names no path, since health shows it
	 */
	ModelFiles read() throws IOException;

	/**
	 * The source that a setting names. A folder need not exist yet.
	 * @throws InvalidConfigurationPropertyValueException when the value names neither a
	 * bundled model nor a folder
	 */
	static ModelSource of(String setting) {
		String resource = BUNDLED.get(setting);
		if (resource != null) {
			return new Bundled(setting, resource);
		}
		try {
			if (setting.startsWith("file:")) {
				return new Folder(Path.of(URI.create(setting)));
			}
			if (setting.contains("/") || setting.contains("\\") || Files.isDirectory(Path.of(setting))) {
				return new Folder(Path.of(setting));
			}
		}
		catch (IllegalArgumentException malformed) {
			throw unknown(setting, malformed);
		}
		throw unknown(setting, null);
	}

	private static InvalidConfigurationPropertyValueException unknown(String setting, @Nullable Throwable cause) {
		return new InvalidConfigurationPropertyValueException("mahavishnu.otel-ingester.embedding-model", setting,
				"It names neither a bundled model (" + String.join(", ", BUNDLED.keySet().stream().sorted().toList())
						+ ") nor a folder with model.onnx and tokenizer.json, given as a path with a slash or as a "
						+ "file: URI such as file:///models/mine" + ((cause != null) ? ": " + cause.getMessage() : "")
						+ '.');
	}

	/**
	 * A model in the class path.
	 *
	 * @param name its name
	 * @param resource what the names of its two resources begin with
	 */
	record Bundled(String name, String resource) implements ModelSource {

		@Override
		public ModelFiles read() throws IOException {
			return new ModelFiles(bytes(this.resource + ".onnx"), bytes(this.resource + "-tokenizer.json"));
		}

		private static byte[] bytes(String resource) throws IOException {
			try (InputStream stream = ModelSource.class.getResourceAsStream(resource)) {
				if (stream == null) {
					throw new IOException("the resource " + resource + " is missing in the application's jar");
				}
				return stream.readAllBytes();
			}
		}

	}

	/**
	 * A folder that holds {@code model.onnx}, in one file, and {@code tokenizer.json}.
	 *
	 * @param path the folder
	 */
	record Folder(Path path) implements ModelSource {

		/** A model's file is in the heap while it is loaded. */
		private static final double HEAP_SHARE_MAX = 0.75;

		@Override
		public String name() {
			Path last = this.path.getFileName();
			return (last != null) ? last.toString() : this.path.toString();
		}

		@Override
		public ModelFiles read() throws IOException {
			if (!Files.isDirectory(this.path)) {
				throw new IOException(Files.exists(this.path)
						? "it is a file, not the folder that holds model.onnx and tokenizer.json"
						: "the folder does not exist");
			}
			return new ModelFiles(bytes("model.onnx"), bytes("tokenizer.json"));
		}

		private byte[] bytes(String file) throws IOException {
			Path path = this.path.resolve(file);
			if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
				throw new IOException("the folder holds no readable file " + file);
			}
			try {
				requireRoom(file, Files.size(path));
				return Files.readAllBytes(path);
			}
			catch (FileSystemException ex) {
				// whose message names the path
				throw new IOException(file + " cannot be read (" + ex.getClass().getSimpleName() + ')', ex);
			}
		}

		/** A heap that runs full would end the service. */
		private static void requireRoom(String file, long bytes) throws IOException {
			if (bytes > Integer.MAX_VALUE - Long.BYTES) {
				throw new IOException(file + " is larger than 2 GB; take a smaller model, or one in fewer bits");
			}
			long heap = Runtime.getRuntime().maxMemory();
			if (bytes > heap * HEAP_SHARE_MAX) {
				throw new IOException(file + " has " + megabytes(bytes) + " MB, for which the heap of "
						+ megabytes(heap) + " MB is too small; give the service a larger one (-Xmx)");
			}
		}

		private static long megabytes(long bytes) {
			return bytes / (1024 * 1024);
		}

	}

}
