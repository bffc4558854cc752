package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.mahavishnu.otel.index.IndexModel;
import io.mahavishnu.otel.store.LogPosition;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NRTCachingDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the three indexes lie: in directories side by side, or in memory. What cannot be
 * read is moved aside and started anew, since all of it can be derived again.
 */
final class IndexLocation {

	private static final Logger logger = LoggerFactory.getLogger(IndexLocation.class);

	/** Bytes that must be free for a new beginning to make sense. */
	private static final int SPACE_LEAST = 1024 * 1024;

	/** About so many small segments, of the greatest size, are kept in memory. */
	private static final int SMALL_SEGMENTS = 8;

	private final @Nullable Path folder;

	private final LuceneProperties.Index settings;

	/**
	 * @param folder the folder of the three directories, or null for memory
	 */
	IndexLocation(@Nullable Path folder, LuceneProperties.Index settings) {
		this.folder = folder;
		this.settings = settings;
	}

	/**
	 * Opens the writers.
	 * @throws IllegalStateException when another process has them open
	 */
	Writers open() throws IOException {
		if (this.folder == null || !Files.exists(this.folder)) {
			return started(openWriters());
		}
		@Nullable String defect;
		try {
			Writers writers = openWriters();
			defect = defectOf(writers);
			if (defect == null) {
				return writers;
			}
			writers.close();
		}
		catch (LockObtainFailedException locked) {
			throw new IllegalStateException("the index " + this.folder + " is in use by another process", locked);
		}
		catch (IOException broken) {
			defect = broken.toString();
		}
		// as which broken files show too
		catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException broken) {
			defect = broken.toString();
		}
		Path aside = moveAside(this.folder);
		logger.warn("The index {} cannot be used ({}); it was moved to {} and is built anew from the store",
				this.folder, defect, aside);
		return started(openWriters());
	}

	/**
	 * Does nothing when there is some space to write to.
	 * @throws IOException when there is not
	 */
	void requireSpace() throws IOException {
		if (this.folder != null) {
			Path trial = this.folder.resolveSibling(this.folder.getFileName() + ".trial");
			try {
				Files.write(trial, new byte[SPACE_LEAST]);
			}
			finally {
				Files.deleteIfExists(trial);
			}
		}
	}

	/** What is wrong with the files, as far as opening them shows; null when nothing. */
	private static @Nullable String defectOf(Writers writers) throws IOException {
		if (!writers.hasFormat()) {
			return "it has another format than " + Writers.FORMAT;
		}
		try {
			writers.watermark();
			writers.model();
			View.of(writers, "").release();
			return null;
		}
		catch (IOException | RuntimeException broken) {
			return broken.toString();
		}
	}

	/** A new index has a commit at once, so that a crash cannot leave half of one. */
	private static Writers started(Writers writers) throws IOException {
		if (!writers.hasFormat()) {
			writers.commit(LogPosition.START, LogPosition.START, IndexModel.NONE);
		}
		return writers;
	}

	private static Path moveAside(Path folder) throws IOException {
		int number = 1;
		Path aside;
		do {
			aside = folder.resolveSibling(folder.getFileName() + ".unreadable-" + number++);
		}
		while (Files.exists(aside));
		return Files.move(folder, aside);
	}

	private Writers openWriters() throws IOException {
		List<IndexWriter> opened = new ArrayList<>();
		try {
			opened.add(openWriter(directory("passages"), IndexConfigurations.passages(this.settings)));
			opened.add(openWriter(directory("shapes"), IndexConfigurations.shapes(this.settings)));
			opened.add(openWriter(keepingSmall(directory("traces")), IndexConfigurations.traces(this.settings)));
			return new Writers(opened.get(0), opened.get(1), opened.get(2));
		}
		finally {
			if (opened.size() < 3) {
				for (IndexWriter writer : opened) {
					writer.close();
					writer.getDirectory().close();
				}
			}
		}
	}

	private Directory directory(String name) throws IOException {
		return (this.folder != null) ? FSDirectory.open(this.folder.resolve(name)) : new ByteBuffersDirectory();
	}

	/**
	 * Small segments stay in memory until a commit. Where somebody waits for each trace,
	 * most are merged before that and never become files, which cost more to make, map
	 * and unmap than to fill. Not for passages: vectors are compared where they are
	 * mapped.
	 */
	private Directory keepingSmall(Directory directory) {
		double megabytes = this.settings.smallSegmentsSize().toBytes() / (1024.0 * 1024.0);
		return (this.folder != null) ? new NRTCachingDirectory(directory, megabytes / SMALL_SEGMENTS, megabytes)
				: directory;
	}

	private static IndexWriter openWriter(Directory directory, IndexWriterConfig configuration) throws IOException {
		boolean done = false;
		try {
			IndexWriter writer = new IndexWriter(directory, configuration);
			done = true;
			return writer;
		}
		finally {
			if (!done) {
				directory.close();
			}
		}
	}

}
