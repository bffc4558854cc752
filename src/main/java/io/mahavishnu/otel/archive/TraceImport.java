package io.mahavishnu.otel.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPInputStream;

import io.mahavishnu.otel.archive.ArchiveAnswers.ImportAnswer;
import io.mahavishnu.otel.ingest.IngestService;
import io.mahavishnu.otel.ingest.IntakeReceipt;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.receive.OtlpLines;
import io.mahavishnu.otel.receive.ReceiveProperties;
import io.mahavishnu.otel.store.StoreFiles;
import io.mahavishnu.otel.trace.EpochTimes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.TraceOtlp;

/**
 * Brings the spans of a file in, the way that all spans come in: within the limits, each
 * once. They count as received now. Thread-safe.
 */
final class TraceImport {

	private static final int PORTION_SPANS = 5000;

	private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

	private static final int GZIP = 0x1f8b;

	private final StoreFiles files;

	private final IngestService ingest;

	private final int lineBytesMax;

	/** No more than the service takes at a time. */
	private final int portionSpans;

	TraceImport(StoreFiles files, IngestService ingest, ReceiveProperties receiving, int spansAtATimeMax) {
		this.files = files;
		this.ingest = ingest;
		this.lineBytesMax = Math.toIntExact(receiving.lineMax().toBytes());
		this.portionSpans = Math.min(PORTION_SPANS, spansAtATimeMax);
	}

	ImportAnswer read(Path file) {
		Tally tally = new Tally();
		try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
			in.mark(PARQUET.length);
			byte[] start = in.readNBytes(PARQUET.length);
			in.reset();
			if (Arrays.equals(start, PARQUET)) {
				readParquet(file, tally);
			}
			else {
				boolean zipped = start.length > 1 && ((start[0] & 0xff) << 8 | (start[1] & 0xff)) == GZIP;
				readLines(zipped ? new GZIPInputStream(in) : in, tally);
			}
		}
		catch (IOException failure) {
			throw new TraceProblem(ProblemType.INVALID_REQUEST, "the file " + file + " cannot be read: " + failure,
					failure);
		}
		return new ImportAnswer(file.toString(), tally.spans, tally.newSpans, tally.rejected);
	}

	private void readParquet(Path file, Tally tally) {
		for (long row = 0;; row += PORTION_SPANS) {
			List<ReceivedSpan> portion = this.files.readParquet(file, row, PORTION_SPANS);
			if (portion.isEmpty()) {
				return;
			}
			store(portion, tally);
		}
	}

	private void readLines(InputStream in, Tally tally) {
		OtlpLines lines = new OtlpLines(in, this.lineBytesMax, EpochTimes.ofInstant(Instant.now()));
		List<ReceivedSpan> portion = new ArrayList<>();
		for (Optional<List<ReceivedSpan>> line = lines.next(); line.isPresent(); line = lines.next()) {
			for (ReceivedSpan each : line.get()) {
				portion.add(new ReceivedSpan(TraceOtlp.restored(each.span()), null, each.receivedEpochNanos()));
			}
			if (portion.size() >= PORTION_SPANS) {
				store(portion, tally);
				portion = new ArrayList<>();
			}
		}
		store(portion, tally);
		tally.rejected += lines.rejected();
	}

	private void store(List<ReceivedSpan> spans, Tally tally) {
		for (int from = 0; from < spans.size(); from += this.portionSpans) {
			storePortion(spans.subList(from, Math.min(from + this.portionSpans, spans.size())), tally);
		}
	}

	private void storePortion(List<ReceivedSpan> spans, Tally tally) {
		long now = EpochTimes.ofInstant(Instant.now());
		List<ReceivedSpan> received = spans.stream()
			.map((each) -> new ReceivedSpan(each.span(), each.callerSystemId(), now))
			.toList();
		try {
			IntakeReceipt receipt = this.ingest.export(received).join();
			tally.spans += received.size();
			tally.rejected += receipt.refusedSpans();
			tally.newSpans += receipt.newSpans().values().stream().mapToLong(Integer::longValue).sum();
		}
		catch (CompletionException failed) {
			throw (failed.getCause() instanceof TraceProblem problem) ? problem : failed;
		}
	}

	private static final class Tally {

		private long spans;

		private long newSpans;

		private long rejected;

	}

}
