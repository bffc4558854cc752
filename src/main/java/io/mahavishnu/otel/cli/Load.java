package io.mahavishnu.otel.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;

/**
 * Reads files as streams and hands their traces on in batches. In memory are the current
 * item and one batch of each kind, whatever the size of a file. Not thread-safe.
 */
final class Load {

	private static final byte[] NOTHING = {};

	private static final int BUFFER_LENGTH = 64 * 1024;

	private final BatchSender sender;

	private final LoadReport report;

	private final Limits limits;

	private final byte[] systemField;

	private final Map<ItemKind, Batch> batches = new EnumMap<>(ItemKind.class);

	/**
	 * How much is held and sent at a time.
	 *
	 * @param batchBytesMax bytes of one request
	 * @param batchItemsMax items of one request
	 * @param itemBytesMax bytes of one trace, or of one OTLP resource with its spans
	 */
	record Limits(int batchBytesMax, int batchItemsMax, int itemBytesMax) {

	}

	/**
	 * A load.
	 * @param sender takes the batches
	 * @param report takes what cannot be read
	 * @param limits how much is held
	 * @param systemId the system of traces in simple JSON that name none, or null
	 */
	Load(BatchSender sender, LoadReport report, Limits limits, @Nullable String systemId) {
		this.sender = sender;
		this.report = report;
		this.limits = limits;
		this.systemField = (systemId != null)
				? ("\"system_id\":" + Json.quoted(systemId) + ",").getBytes(StandardCharsets.UTF_8) : NOTHING;
	}

	/** Reads one file to its end; what cannot be read goes into the report. */
	void read(InputFile file, InputStream in) {
		try {
			BufferedInputStream buffered = new BufferedInputStream(in, BUFFER_LENGTH);
			InputFormat format = recognise(buffered);
			if (format == InputFormat.GZIP) {
				buffered = new BufferedInputStream(new GZIPInputStream(buffered, BUFFER_LENGTH), BUFFER_LENGTH);
				format = recognise(buffered);
			}
			read(file, format, buffered);
		}
		catch (IOException broken) {
			this.report.unreadable(file.name(), "it cannot be read: " + broken.getMessage());
		}
	}

	/** Sends what is left. */
	void finish(BatchSender.Wait wait) {
		this.batches.values().forEach((each) -> this.sender.send(each, wait));
	}

	private void read(InputFile file, InputFormat format, InputStream in) throws IOException {
		switch (format) {
			case JSON -> add(file, new JsonItems(in, this.limits.itemBytesMax()));
			case OTLP_PROTOBUF, OTLP_PROTOBUF_FRAMES ->
				add(file, new ProtobufItems(in, this.limits.itemBytesMax(), format));
			case EMPTY, GZIP, UNKNOWN -> {
				if (file.origin() == InputFile.Origin.IN_FOLDER) {
					this.report.passedOverFile();
				}
				else {
					this.report.unreadable(file.name(), (format == InputFormat.EMPTY) ? "it is empty"
							: "it holds no traces: neither JSON nor OTLP in JSON or protobuf");
				}
			}
		}
	}

	private void add(InputFile file, Items items) throws IOException {
		this.report.readFile();
		while (items.next()) {
			String place = file.name() + ", " + items.place();
			if (items.fault().isEmpty()) {
				add(items, place);
			}
			else {
				this.report.unreadable(place, items.fault());
			}
		}
	}

	private void add(Items items, String place) {
		Batch batch = this.batches.computeIfAbsent(items.kind(),
				(kind) -> new Batch(kind, this.limits.batchBytesMax(), this.limits.batchItemsMax()));
		if (!batch.takes(items.content())) {
			this.sender.send(batch, BatchSender.Wait.UNTIL_DURABLE);
		}
		// Of a key that occurs twice the last counts: what the trace itself says wins.
		boolean insert = items.kind() == ItemKind.TRACE && items.content().length() > 2;
		batch.add(items.content(), insert ? 1 : 0, insert ? this.systemField : NOTHING, items.spans(), place);
	}

	private static InputFormat recognise(BufferedInputStream in) throws IOException {
		in.mark(InputFormat.HEAD_LENGTH);
		byte[] head = in.readNBytes(InputFormat.HEAD_LENGTH);
		in.reset();
		InputFormat format = InputFormat.recognise(head);
		if (format == InputFormat.JSON) {
			in.skipNBytes(InputFormat.byteOrderMark(head));
		}
		return format;
	}

}
