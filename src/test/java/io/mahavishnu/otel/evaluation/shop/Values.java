package io.mahavishnu.otel.evaluation.shop;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the placeholders of one trace stand for. Order, customer, cart and the like stay
 * the same throughout a trace; {@code uuid}, {@code hex}, {@code ip}, {@code int} and
 * {@code amount} are new each time.
 */
final class Values {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

	private static final List<String> FIRST_NAMES = List.of("anna", "ben", "carla", "dev", "elif", "farid", "grace",
			"hugo", "ines", "jonas", "kofi", "lena", "marco", "nadia", "olga", "pedro", "quinn", "rosa", "sven",
			"tara");

	private static final List<String> LAST_NAMES = List.of("abbott", "baker", "costa", "dietz", "evans", "fischer",
			"garcia", "huber", "ito", "jansen", "khan", "lopez", "meyer", "novak", "okafor", "patel", "rossi", "silva");

	private static final List<String> CATEGORIES = List.of("women-shoes", "garden-tools", "laptops", "board-games",
			"running", "kitchen", "kids-jackets", "headphones", "bedding", "bicycles");

	/** A prime, so that numbers made from the ordinal by multiplying don't meet. */
	private static final long ORDER_NUMBERS = 9_999_991L;

	private final Map<String, String> fixed = new LinkedHashMap<>();

	private final RandomGenerator random;

	/**
	 * Draws the values of a trace.
	 * @param ordinal which trace of the set it is; gives an order number of its own
	 */
	Values(RandomGenerator random, int ordinal, Instant start) {
		this.random = random;
		LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
		this.fixed.put("orderId", "ORD-%07d".formatted((ordinal * 7_919L + 1_000_003L) % ORDER_NUMBERS));
		this.fixed.put("customerId", "cus_" + letters(14));
		this.fixed.put("chargeId", "ch_" + letters(18));
		this.fixed.put("email", one(FIRST_NAMES) + "." + one(LAST_NAMES) + random.nextInt(100) + "@mail.example");
		this.fixed.put("cart", uuid());
		this.fixed.put("visitor", hex(16));
		this.fixed.put("productId", "P-" + product());
		this.fixed.put("imageId", "img_" + hex(10));
		this.fixed.put("category", one(CATEGORIES));
		this.fixed.put("addressId", String.valueOf(100_000 + random.nextInt(900_000)));
		this.fixed.put("cardNumber", "GC" + (1_000_000_000L + random.nextInt(1_000_000_000)));
		this.fixed.put("shipment", "SP" + (1_000_000_000L + random.nextInt(1_000_000_000)));
		this.fixed.put("quantity", String.valueOf(1 + random.nextInt(4)));
		this.fixed.put("day", day.toString());
		this.fixed.put("time", start.plusSeconds(900).toString());
	}

	/** A text with its placeholders replaced. */
	String fill(String text) {
		return PLACEHOLDER.matcher(text).replaceAll((match) -> Matcher.quoteReplacement(of(match.group(1))));
	}

	/** A lower-case hexadecimal number. */
	String hex(int digits) {
		StringBuilder hex = new StringBuilder();
		for (int i = 0; i < digits; i++) {
			hex.append(Character.forDigit(this.random.nextInt(16), 16));
		}
		return hex.toString();
	}

	private String of(String name) {
		return switch (name) {
			case "uuid" -> uuid();
			case "hex" -> hex(24);
			case "ip" ->
				"10.%d.%d.%d".formatted(this.random.nextInt(8), this.random.nextInt(256), 1 + this.random.nextInt(254));
			case "int" -> String.valueOf(1_000 + this.random.nextInt(9_000));
			case "amount" -> String.format(Locale.ROOT, "%.2f", 5 + this.random.nextInt(40_000) / 100.0);
			default -> {
				String value = this.fixed.get(name);
				if (value == null) {
					throw new IllegalArgumentException("No such placeholder: {" + name + "}");
				}
				yield value;
			}
		};
	}

	/** A few products are in most traces, most in few. */
	private int product() {
		return 10_000 + (int) (StrictMath.pow(this.random.nextDouble(), 3) * 800);
	}

	private String uuid() {
		return String.join("-", hex(8), hex(4), "4" + hex(3), "a" + hex(3), hex(12));
	}

	private String letters(int count) {
		StringBuilder letters = new StringBuilder();
		for (int i = 0; i < count; i++) {
			letters.append(Character.forDigit(this.random.nextInt(36), 36));
		}
		return letters.toString();
	}

	private String one(List<String> values) {
		return values.get(this.random.nextInt(values.size()));
	}

}
