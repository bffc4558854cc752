package io.mahavishnu.otel.lucene;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalListener;
import com.github.benmanes.caffeine.cache.Scheduler;

/**
 * Views that someone may come back to by their token, for a time after they were last
 * asked for. Thread-safe.
 */
final class KeptViews {

	private static final RemovalListener<String, View> LETTING_GO = (token, view, cause) -> {
		if (view != null) {
			view.release();
		}
	};

	private final Cache<String, View> views;

	KeptViews(Duration ttl, int max) {
		this.views = Caffeine.newBuilder()
			.maximumSize(max)
			.expireAfterAccess(ttl)
			.scheduler(Scheduler.systemScheduler())
			.executor(Runnable::run)
			.removalListener(LETTING_GO)
			.build();
	}

	/** Keeps a view that the caller holds. */
	void keep(View view) {
		var _ = this.views.get(view.token(), (token) -> {
			view.hold();
			return view;
		});
	}

	/** The view of a token, held for the caller, when it is still kept. */
	Optional<View> hold(String token) {
		return Optional.ofNullable(this.views.getIfPresent(token)).filter(View::hold);
	}

	void close() {
		this.views.invalidateAll();
		this.views.cleanUp();
	}

}
