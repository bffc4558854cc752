package io.mahavishnu.otel.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;

import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * Where a further page begins. Outside, it is one opaque word.
 *
 * @param snapshot the token of the index's view that the first page saw
 * @param place where the page begins
 * @param query a hash of what all pages of the answer have in common
 */
record Cursor(String snapshot, Place place, String query) {

	private static final String NOT_OURS = "the cursor is none that this service gave: take it from next_cursor, whole";

	private static final String SEPARATOR = "\n";

	private static final int LENGTH_MAX = 1024;

	private static final String WORDS = "words";

	private static final String VECTOR = "vector";

	private static final String TRACE = "trace";

	/**
	 * The cursor that a request brings, or null when it brings none.
	 * @param identity what all pages of the request's answer have in common
	 * @throws TraceProblem {@code INVALID_CURSOR} when it is not of that query
	 */
	static @Nullable Cursor read(@Nullable String encoded, Record identity) {
		if (encoded == null) {
			return null;
		}
		Cursor cursor = decode(encoded);
		if (!cursor.query.equals(hash(identity))) {
			throw invalid("the cursor is of another query: leave it out, or send it with the query that it came from");
		}
		return cursor;
	}

	/** The word for the page that begins at a place. */
	static String write(String snapshot, Place place, Record identity) {
		String plain = String.join(SEPARATOR, hash(identity), write(place), snapshot);
		String checked = String.join(SEPARATOR, checksum(plain), plain);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(checked.getBytes(StandardCharsets.UTF_8));
	}

	private static Cursor decode(String encoded) {
		if (encoded.length() > LENGTH_MAX) {
			throw invalid("the cursor is too long to be one of this service");
		}
		try {
			String checked = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
			String[] parts = checked.split(SEPARATOR, 5);
			if (parts.length == 5 && parts[0].equals(checksum(checked.substring(parts[0].length() + 1)))) {
				return new Cursor(parts[4], place(parts[2], parts[3]), parts[1]);
			}
		}
		catch (IllegalArgumentException garbage) {
			throw new TraceProblem(ProblemType.INVALID_CURSOR, NOT_OURS, garbage);
		}
		throw invalid(NOT_OURS);
	}

	private static String write(Place place) {
		return switch (place) {
			case Place.InRanking ranking -> switch (ranking.by()) {
				case WORDS -> WORDS;
				case VECTOR -> VECTOR;
			} + SEPARATOR + ranking.offset();
			case Place.InList list -> TRACE + SEPARATOR + list.last().value();
		};
	}

	private static Place place(String kind, String value) {
		return switch (kind) {
			case WORDS -> new Place.InRanking(RankedBy.WORDS, Integer.parseInt(value));
			case VECTOR -> new Place.InRanking(RankedBy.VECTOR, Integer.parseInt(value));
			case TRACE -> new Place.InList(new TraceId(value));
			default -> throw notOurs();
		};
	}

	/** Queries are records: equal ones write themselves alike. */
	private static String hash(Record identity) {
		return PassageId.of(identity.toString()).toHex();
	}

	private static String checksum(String plain) {
		CRC32C checksum = new CRC32C();
		checksum.update(plain.getBytes(StandardCharsets.UTF_8));
		return Long.toHexString(checksum.getValue());
	}

	/** A cursor that looks like one, but leads nowhere. */
	static TraceProblem notOurs() {
		return invalid(NOT_OURS);
	}

	private static TraceProblem invalid(String detail) {
		return new TraceProblem(ProblemType.INVALID_CURSOR, detail);
	}

}
