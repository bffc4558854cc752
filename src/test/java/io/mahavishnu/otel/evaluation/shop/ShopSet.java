package io.mahavishnu.otel.evaluation.shop;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.SequencedMap;

import io.mahavishnu.otel.evaluation.LabelledQuery;
import io.mahavishnu.otel.evaluation.LabelledSet;

/**
 * The set of an on-line shop: 28 services, their traffic of a week, dozens of kinds of
 * failure, and questions of the people who run it. The same size and seed always give the
 * same set.
 */
public final class ShopSet {

	private static final int SMALL_TRACES = 500;

	static final long SEED = 20_260_302;

	private ShopSet() {
	}

	/**
	 * The set of 5,000 traces.
	 * @throws IOException when the description of the shop cannot be read
	 */
	public static LabelledSet full() throws IOException {
		return set("shop", ShopPlan.FULL_TRACES);
	}

	/**
	 * The same shop and the same questions with 500 traces, for a quick check.
	 * @throws IOException when the description of the shop cannot be read
	 */
	public static LabelledSet small() throws IOException {
		return set("shop-small", SMALL_TRACES);
	}

	private static LabelledSet set(String name, int traces) throws IOException {
		LabelledShop shop = generate(traces, SEED);
		List<LabelledQuery> queries = ShopQuestion.load().stream().map((question) -> question.label(shop)).toList();
		return new LabelledSet(name, shop.traces(), queries);
	}

	/**
	 * Makes the traces.
	 * @param traces how many; few hundred at least, since every kind is there
	 * @param seed what the random numbers start from
	 */
	static LabelledShop generate(int traces, long seed) throws IOException {
		SequencedMap<String, Flow> flows = Flow.load();
		Conventions conventions = new Conventions(ServiceIdentity.load());
		SplittableRandom source = new SplittableRandom(seed);
		LabelledShop shop = new LabelledShop();
		int ordinal = 0;
		for (ShopPlan.Entry entry : ShopPlan.of(flows, Failure.load().values(), traces, source.split())) {
			SplittableRandom random = source.split();
			Instant start = entry.start();
			Values values = new Values(random, ordinal, start);
			TraceScript script = new TraceScript(conventions, entry.flow(), entry.failure(), random, values);
			shop.add(entry.label(), new LabelledShop.Entry(script.play(start), values));
			ordinal++;
		}
		return shop;
	}

}
