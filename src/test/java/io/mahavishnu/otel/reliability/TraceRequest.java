package io.mahavishnu.otel.reliability;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Spans of one trace that are sent in one request.
 *
 * @param traceId 32 hex digits
 * @param word a word that no other trace has
 * @param spanIds 16 hex digits each
 * @param phrase what the spans say; one of a few, so that the model is not what is tried
 * @param ballast characters that make the request large
 */
record TraceRequest(String traceId, String word, List<String> spanIds, String phrase, int ballast) {

	/** Attribute with the word that finds the trace. */
	static final String ORDER = "order.id";

	private static final String BALLAST = "cargo.manifest";

	private static final List<String> PHRASES = List.of("the credit card was declined by the bank",
			"the warehouse has no stock left", "the booking was moved to another day",
			"the upstream service did not answer in time", "the cart was empty at the checkout",
			"the address could not be found", "the voucher has expired", "the parcel was returned to its sender");

	private static final int SPANS_MAX = 5;

	private static final int BALLAST_MAX = 20_000;

	TraceRequest {
		spanIds = List.copyOf(spanIds);
	}

	/** The first spans of a new trace. */
	static TraceRequest first(Random random) {
		String id = hex(random) + hex(random);
		StringBuilder word = new StringBuilder("w");
		id.chars().map((digit) -> 'a' + Character.digit(digit, 16)).forEach((letter) -> word.append((char) letter));
		return of(id, word.toString(), random);
	}

	/** Further spans of the same trace. */
	TraceRequest later(Random random) {
		return of(this.traceId, this.word, random);
	}

	private static TraceRequest of(String traceId, String word, Random random) {
		List<String> spans = IntStream.rangeClosed(0, random.nextInt(SPANS_MAX)).mapToObj((_) -> hex(random)).toList();
		int ballast = (random.nextInt(4) == 0) ? random.nextInt(BALLAST_MAX) : 0;
		return new TraceRequest(traceId, word, spans, PHRASES.get(random.nextInt(PHRASES.size())), ballast);
	}

	// never zero, which is no id
	private static String hex(Random random) {
		return String.format("%016x", random.nextLong() | 1);
	}

	List<Attribute> attributes() {
		return List.of(new Attribute(ORDER, this.word), new Attribute(BALLAST, "cargo ".repeat(this.ballast / 6)));
	}

	/**
	 * An attribute of each span.
	 *
	 * @param key its key
	 * @param value its value
	 */
	record Attribute(String key, String value) {

	}

}
