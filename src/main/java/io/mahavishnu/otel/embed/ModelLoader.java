package io.mahavishnu.otel.embed;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import ai.onnxruntime.OrtException;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the model in the background, and again from time to time until it succeeds: a
 * missing or damaged model stops neither the start nor anything that needs no vectors.
 * Safe for use by many threads.
 */
final class ModelLoader {

	private static final Logger log = LoggerFactory.getLogger(ModelLoader.class);

	private static final Duration FIRST_ATTEMPT_WAIT_MAX = Duration.ofSeconds(60);

	private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(10);

	private final ModelSource source;

	private final EmbeddingProperties settings;

	private final ModelRole role;

	private final AtomicBoolean started = new AtomicBoolean();

	private final CountDownLatch firstAttempt = new CountDownLatch(1);

	private final ScheduledExecutorService thread = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("embedding-loader").factory());

	private boolean unloaded;

	private volatile State state = new State.Absent("The model is still being loaded.");

	/**
	 * Makes a loader; {@link #start()} starts it.
	 * @param source where the model's files are
	 * @param settings which model, and how often it is tried
	 * @param role what the model is loaded for
	 */
	ModelLoader(ModelSource source, EmbeddingProperties settings, ModelRole role) {
		this.source = source;
		this.settings = settings;
		this.role = role;
	}

	/** Makes the first attempt in the background; does nothing when called again. */
	void start() {
		if (this.started.getAndSet(true)) {
			return;
		}
		this.thread.scheduleWithFixedDelay(this::attempt, 0, this.settings.embedding().modelRetry().toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private void attempt() {
		try {
			long start = System.nanoTime();
			SentenceModel model = SentenceModel.load(this.source, this.settings.embedding());
			this.thread.shutdown();
			Optional<String> refusal = this.role.refusal(model.id());
			if (refusal.isPresent()) {
				refuse(model, refusal.get());
				return;
			}
			if (keep(model)) {
				log.info("Loaded the embedding model {} ({}, {} dimensions) in {} ms", model.name(), model.id(),
						model.dimension(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
			}
		}
		// RuntimeException and LinkageError: the native libraries, damaged or missing.
		catch (IOException | OrtException | RuntimeException | LinkageError | OutOfMemoryError ex) {
			fail(ex);
		}
		finally {
			this.firstAttempt.countDown();
		}
	}

	/** Whether the model is still wanted; one that comes too late is unloaded. */
	private synchronized boolean keep(SentenceModel model) {
		if (this.unloaded) {
			model.close();
			return false;
		}
		this.state = new State.Loaded(model);
		return true;
	}

	/** Unloads a model that does not make the vectors it is wanted for, for good. */
	private void refuse(SentenceModel model, String refusal) {
		model.close();
		this.state = new State.Absent("The model makes other vectors than it did.");
		log.warn("The embedding model '{}' with {} is of no use: {}. {}, and start the service again.",
				this.settings.embeddingModel(), this.settings.embedding().usage(), refusal, this.role.absence());
	}

	/** Logs a failure when it is news; what fails because the process ends is not. */
	private void fail(Throwable failure) {
		if (this.thread.isShutdown()) {
			log.debug("The embedding model was not loaded before the service stopped", failure);
			return;
		}
		String reason = "The model cannot be loaded: " + failure.getMessage();
		if (reason.equals(failure().orElse(""))) {
			return;
		}
		this.state = new State.Absent(reason);
		log.error("The embedding model '{}' cannot be loaded: {}. {}; the files are tried again every {} s.",
				this.settings.embeddingModel(), failure.getMessage(), this.role.absence(),
				this.settings.embedding().modelRetry().toMillis() / 1000.0);
		log.debug("Why the embedding model cannot be loaded", failure);
	}

	/**
	 * The model; waits for the first attempt to end.
	 * @throws TraceProblem {@code MODEL_UNAVAILABLE} when it is not loaded
	 */
	SentenceModel model() {
		await();
		return switch (this.state) {
			case State.Loaded loaded -> loaded.model();
			case State.Absent absent -> throw new TraceProblem(ProblemType.MODEL_UNAVAILABLE, absent.reason());
		};
	}

	/** The model's name for people, loaded or not. */
	String name() {
		return this.source.name();
	}

	/** Why the model is not loaded, for the operator; empty when it is. */
	Optional<String> failure() {
		return switch (this.state) {
			case State.Loaded _ -> Optional.empty();
			case State.Absent absent -> Optional.of(absent.reason());
		};
	}

	/** Makes no further attempt; does not wait for the one under way. */
	void giveUp() {
		this.thread.shutdown();
	}

	/** Ends the attempts; an attempt under way is waited for, within reason. */
	void stop() {
		giveUp();
		try {
			if (!this.thread.awaitTermination(STOP_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
				log.warn("The embedding model is still being loaded while the service stops");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.firstAttempt.countDown();
	}

	/**
	 * Unloads the model, also one that is still being loaded; nothing may run on it any
	 * more.
	 */
	synchronized void unload() {
		this.unloaded = true;
		State last = this.state;
		this.state = new State.Absent("The service is stopping.");
		if (last instanceof State.Loaded loaded) {
			loaded.model().close();
		}
	}

	private void await() {
		try {
			if (!this.firstAttempt.await(FIRST_ATTEMPT_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
				log.warn("Gave up waiting for the embedding model, which is still being loaded");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TraceProblem(ProblemType.MODEL_UNAVAILABLE, "Interrupted while the model is being loaded.", ex);
		}
	}

	private sealed interface State {

		/** Ready. */
		record Loaded(SentenceModel model) implements State {

		}

		/** Not loaded, or not any more. */
		record Absent(String reason) implements State {

		}

	}

}
