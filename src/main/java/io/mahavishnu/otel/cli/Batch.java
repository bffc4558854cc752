package io.mahavishnu.otel.cli;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

/** Items of one kind on their way into one request. Not thread-safe. */
final class Batch {

	private final ItemKind kind;

	private final byte[] separator;

	private final int bytesMax;

	private final int itemsMax;

	private final Bytes bytes = new Bytes(Integer.MAX_VALUE - 8);

	private final List<Entry> entries = new ArrayList<>();

	/**
	 * One item of a batch.
	 *
	 * @param start where it begins in the batch's bytes
	 * @param end where it ends
	 * @param spans how many spans it has; 0 when only the service can tell
	 * @param place the file and the place in it, for people
	 */
	record Entry(int start, int end, int spans, String place) {

	}

	/**
	 * An empty batch.
	 * @param kind what it holds
	 * @param bytesMax how many bytes it takes; a single larger item is taken all the same
	 * @param itemsMax how many items it takes
	 */
	Batch(ItemKind kind, int bytesMax, int itemsMax) {
		this.kind = kind;
		this.separator = kind.separator();
		this.bytesMax = bytesMax;
		this.itemsMax = itemsMax;
	}

	boolean takes(Bytes item) {
		return this.entries.isEmpty()
				|| this.entries.size() < this.itemsMax && (long) this.bytes.length() + item.length() <= this.bytesMax;
	}

	/** Adds an item whose first bytes are followed by some of the caller's. */
	void add(Bytes item, int firstBytes, byte[] inserted, int spans, String place) {
		if (!this.entries.isEmpty()) {
			this.bytes.add(this.separator, 0, this.separator.length);
		}
		int start = this.bytes.length();
		this.bytes.add(item.array(), 0, firstBytes);
		this.bytes.add(inserted, 0, inserted.length);
		this.bytes.add(item.array(), firstBytes, item.length() - firstBytes);
		this.entries.add(new Entry(start, this.bytes.length(), spans, place));
	}

	void clear() {
		this.bytes.clear();
		this.entries.clear();
	}

	ItemKind kind() {
		return this.kind;
	}

	int size() {
		return this.entries.size();
	}

	Entry entry(int index) {
		return this.entries.get(index);
	}

	/** How many spans the items from one place to another have. */
	int spans(int from, int to) {
		return this.entries.subList(from, to).stream().mapToInt(Entry::spans).sum();
	}

	/** The body of a request with the items from one place to another, at least one. */
	BodyPublisher body(int from, int to) {
		int start = this.entries.get(from).start();
		int length = this.entries.get(to - 1).end() - start;
		return BodyPublishers.concat(BodyPublishers.ofByteArray(this.kind.prefix()),
				BodyPublishers.ofByteArray(this.bytes.array(), start, length),
				BodyPublishers.ofByteArray(this.kind.suffix()));
	}

}
