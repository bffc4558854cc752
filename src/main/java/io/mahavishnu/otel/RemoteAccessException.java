package io.mahavishnu.otel;

/** Other machines would reach the service, and the settings do not allow it. */
class RemoteAccessException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	RemoteAccessException(String message) {
		super(message);
	}

}
