package io.mahavishnu.otel.filter;

import java.util.List;
import java.util.stream.Stream;

/**
 * Conditions joined by and, or and not. Immutable.
 *
 * @param <C> what a single condition is
 */
public sealed interface Expression<C> {

	/**
	 * One condition.
	 *
	 * @param <C> what a single condition is
	 * @param condition the condition
	 */
	record Single<C>(C condition) implements Expression<C> {

	}

	/**
	 * All of the parts hold.
	 *
	 * @param <C> what a single condition is
	 * @param parts two or more; or none, which always holds and is never a part itself
	 */
	record Every<C>(List<Expression<C>> parts) implements Expression<C> {

		public Every {
			parts = List.copyOf(parts);
			requireNotEmpty(parts);
			if (parts.size() == 1) {
				throw new IllegalArgumentException("one part is not joined to anything");
			}
		}

	}

	/**
	 * At least one of the parts holds.
	 *
	 * @param <C> what a single condition is
	 * @param parts two or more
	 */
	record Any<C>(List<Expression<C>> parts) implements Expression<C> {

		public Any {
			parts = List.copyOf(parts);
			requireNotEmpty(parts);
			if (parts.size() < 2) {
				throw new IllegalArgumentException("there are less than two parts to choose from");
			}
		}

	}

	/**
	 * The part does not hold.
	 *
	 * @param <C> what a single condition is
	 * @param part the part
	 */
	record Not<C>(Expression<C> part) implements Expression<C> {

		public Not {
			requireNotEmpty(List.of(part));
		}

	}

	/** Whether nothing is asked, so that it always holds. */
	default boolean isEmpty() {
		return this instanceof Every<C> every && every.parts().isEmpty();
	}

	/** Every single condition in it. */
	default Stream<C> conditions() {
		return switch (this) {
			case Single<C> single -> Stream.of(single.condition());
			case Every<C> every -> every.parts().stream().flatMap(Expression::conditions);
			case Any<C> any -> any.parts().stream().flatMap(Expression::conditions);
			case Not<C> not -> not.part().conditions();
		};
	}

	/** One condition. */
	static <C> Expression<C> of(C condition) {
		return new Single<>(condition);
	}

	/** All of some expressions hold; those that ask nothing are left out. */
	static <C> Expression<C> every(List<? extends Expression<C>> all) {
		List<Expression<C>> parts = all.stream()
			.filter((part) -> !part.isEmpty())
			.<Expression<C>>map((part) -> part)
			.toList();
		return (parts.size() == 1) ? parts.getFirst() : new Every<>(parts);
	}

	private static <C> void requireNotEmpty(List<Expression<C>> parts) {
		if (parts.stream().anyMatch(Expression::isEmpty)) {
			throw new IllegalArgumentException("a part asks nothing");
		}
	}

}
