package io.mahavishnu.otel.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Talks to the service. A request that fails for a passing reason (429, 502 to 504, no
 * connection, a connection that broke) is sent again as its back-off says; every request
 * of ours may be repeated, since what is stored twice counts once. Not thread-safe.
 */
final class ServiceClient implements AutoCloseable {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(CONNECT_TIMEOUT)
		.build();

	private final ServiceUrl url;

	private final Duration timeout;

	private final BackOff untilFirstAnswer;

	private final BackOff afterwards;

	private final Consumer<String> notes;

	private boolean hasAnswered;

	/**
	 * A client.
	 * @param url where the service is
	 * @param timeout how long to wait for one answer
	 * @param untilFirstAnswer when to try again as long as nothing ever answered: who is
	 * not there is then more likely not started than restarting
	 * @param afterwards when to try again later on
	 * @param notes is told when a request has to wait
	 */
	ServiceClient(ServiceUrl url, Duration timeout, BackOff untilFirstAnswer, BackOff afterwards,
			Consumer<String> notes) {
		this.url = url;
		this.timeout = timeout;
		this.untilFirstAnswer = untilFirstAnswer;
		this.afterwards = afterwards;
		this.notes = notes;
	}

	ServiceUrl url() {
		return this.url;
	}

	/**
	 * Gets what is at a path.
	 * @return a successful answer, or 404
	 * @throws CommandFailure when the service cannot be reached, or refuses
	 */
	Answer get(List<Map.Entry<String, String>> parameters, String... segments) {
		Answer answer = exchange(request(this.url.path(parameters, segments)).GET().build());
		if (answer.isSuccess() || answer.status() == 404) {
			return answer;
		}
		throw failure(answer);
	}

	/** A request to be completed. */
	HttpRequest.Builder request(URI uri) {
		return HttpRequest.newBuilder(uri).timeout(this.timeout);
	}

	/**
	 * Sends a request until it is answered for good or its time is up.
	 * @return the answer, of whatever status that is not passing
	 * @throws CommandFailure when the time is up
	 */
	Answer exchange(HttpRequest request) {
		long firstFailureNanos = 0;
		for (int failures = 1;; failures++) {
			Attempt attempt = attempt(request);
			if (attempt instanceof Attempt.Answered answered && !answered.answer().isPassing()) {
				return answered.answer();
			}
			firstFailureNanos = (failures == 1) ? System.nanoTime() : firstFailureNanos;
			Duration elapsed = Duration.ofNanos(System.nanoTime() - firstFailureNanos);
			Optional<Duration> wait = patience().next(failures, elapsed, attempt.retryAfter());
			if (wait.isEmpty()) {
				throw givenUp(attempt);
			}
			if (failures == 1) {
				this.notes.accept(attempt.says(this.url) + " Trying again for up to "
						+ Figures.duration(patience().total().toMillis()) + ".");
			}
			pause(wait.get());
		}
	}

	/** Why a request that was answered failed. */
	CommandFailure failure(Answer answer) {
		int exitCode = (answer.status() >= 500 || answer.isPassing()) ? ExitCodes.UNAVAILABLE
				: ExitCodes.REFUSED_REQUEST;
		return new CommandFailure(exitCode,
				"The service at " + this.url.base() + " answered " + answer.status() + ": " + answer.problem());
	}

	@Override
	public void close() {
		// An answer that never comes must not keep the process.
		this.http.shutdownNow();
	}

	private BackOff patience() {
		return this.hasAnswered ? this.afterwards : this.untilFirstAnswer;
	}

	private Attempt attempt(HttpRequest request) {
		try {
			HttpResponse<byte[]> response = this.http.send(request, HttpResponse.BodyHandlers.ofByteArray());
			this.hasAnswered = true;
			return new Attempt.Answered(Answer.of(response));
		}
		catch (ConnectException | HttpConnectTimeoutException notThere) {
			return new Attempt.Unreachable("nothing answers there");
		}
		catch (HttpTimeoutException late) {
			return new Attempt.Unreachable("no answer within " + Figures.duration(this.timeout.toMillis()));
		}
		catch (IOException broken) {
			return new Attempt.Unreachable("the connection broke: " + broken.getMessage());
		}
		catch (InterruptedException interrupted) {
			throw interrupted(interrupted);
		}
	}

	private CommandFailure givenUp(Attempt attempt) {
		return switch (attempt) {
			case Attempt.Answered answered -> failure(answered.answer());
			case Attempt.Unreachable unreachable -> new CommandFailure(ExitCodes.UNAVAILABLE,
					unreachable.says(this.url) + " Start it with `mahavishnu serve`"
							+ ", or name another with --url or " + ServiceUrl.VARIABLE + ".");
		};
	}

	private static void pause(Duration wait) {
		try {
			Thread.sleep(wait);
		}
		catch (InterruptedException interrupted) {
			throw interrupted(interrupted);
		}
	}

	private static CommandFailure interrupted(InterruptedException interrupted) {
		Thread.currentThread().interrupt();
		return new CommandFailure(ExitCodes.UNAVAILABLE, "Interrupted.", interrupted);
	}

	/** What became of one try. */
	private sealed interface Attempt {

		Optional<Duration> retryAfter();

		String says(ServiceUrl url);

		record Answered(Answer answer) implements Attempt {

			@Override
			public Optional<Duration> retryAfter() {
				return this.answer.retryAfter();
			}

			@Override
			public String says(ServiceUrl url) {
				return "The service at " + url.base() + " answered " + this.answer.status() + ": "
						+ this.answer.problem().replaceFirst("\\.$", "") + ".";
			}

		}

		record Unreachable(String why) implements Attempt {

			@Override
			public Optional<Duration> retryAfter() {
				return Optional.empty();
			}

			@Override
			public String says(ServiceUrl url) {
				return "Cannot reach the service at " + url.base() + ": " + this.why + ".";
			}

		}

	}

}
