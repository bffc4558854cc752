package io.mahavishnu.otel.archive;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the endpoints of the archive answer. */
final class ArchiveAnswers {

	private ArchiveAnswers() {
	}

	/**
	 * A complete backup.
	 *
	 * @param path where it is, on the machine of the service
	 * @param traces its traces
	 * @param spans its spans
	 * @param bytes its size, bytes
	 * @param sequence the number of the last change in it
	 */
	record BackupAnswer(@JsonProperty("path") String path, @JsonProperty("traces") long traces,
			@JsonProperty("spans") long spans, @JsonProperty("bytes") long bytes,
			@JsonProperty("sequence") long sequence) {

	}

	/**
	 * A complete export.
	 *
	 * @param path where it is, on the machine of the service
	 * @param traces its traces
	 * @param spans its spans
	 * @param bytes its size, bytes
	 */
	record ExportAnswer(@JsonProperty("path") String path, @JsonProperty("traces") long traces,
			@JsonProperty("spans") long spans, @JsonProperty("bytes") long bytes) {

	}

	/**
	 * What became of an import.
	 *
	 * @param path what was read
	 * @param spans spans read
	 * @param newSpans those of them that were not stored yet
	 * @param rejected those that can never be stored
	 */
	record ImportAnswer(@JsonProperty("path") String path, @JsonProperty("spans") long spans,
			@JsonProperty("new_spans") long newSpans, @JsonProperty("rejected") long rejected) {

	}

}
