package io.mahavishnu.otel.search;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Does two things at a time, since a search has more to do than one core is fast at.
 * Thread-safe.
 */
final class SideBySide {

	private final Executor executor;

	SideBySide(Executor executor) {
		this.executor = executor;
	}

	/**
	 * Does one thing here and another one elsewhere, and returns when both are over, also
	 * when one of them fails: the failure of the first counts before that of the other.
	 */
	<A, B, R> R both(Supplier<A> here, Supplier<B> elsewhere, BiFunction<A, B, R> then) {
		CompletableFuture<B> other = CompletableFuture.supplyAsync(elsewhere, this.executor);
		A one;
		try {
			one = here.get();
		}
		catch (RuntimeException | Error failure) {
			other.exceptionally((_) -> null).join();
			throw failure;
		}
		return then.apply(one, join(other));
	}

	private static <T> T join(CompletableFuture<T> future) {
		try {
			return future.join();
		}
		catch (CompletionException failed) {
			throw (failed.getCause() instanceof RuntimeException cause) ? cause : failed;
		}
	}

}
