package io.mahavishnu.otel.problem;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Answers, as problems, what Tomcat refuses before it reaches the application: request
 * lines and URLs that are malformed, and requests that arrive while the service ends.
 * Public, with a public constructor, since Tomcat makes it.
 */
public final class ProblemErrorReportValve extends ErrorReportValve {

	private static final String STOPPING = "The service is stopping. Send the request again later.";

	@Override
	protected void report(Request request, Response response, Throwable throwable) {
		int status = statusOf(request, response);
		if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		ProblemType type = ProblemAnswers.typeOf(status);
		response.setStatus(status);
		if (type.isPassing()) {
			response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(ProblemType.RETRY_AFTER_SECONDS));
		}
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		try {
			Writer writer = response.getReporter();
			if (writer != null) {
				// Nothing of the request is shown: it may be anything.
				writer.write("{\"type\":\"" + type.uri() + "\",\"title\":\"" + type.title() + "\",\"status\":" + status
						+ ",\"detail\":\"" + ((status == 503) ? STOPPING : type.title()) + "\"}");
				response.finishResponse();
			}
		}
		catch (IOException | IllegalStateException _) {
			// The connection is gone: there is nobody left to answer.
			return;
		}
	}

	/**
	 * Tomcat reads no fields of a request that it meets while it is paused, and then
	 * calls it bad for having none: a sender would not send it again.
	 */
	private static int statusOf(Request request, Response response) {
		boolean paused = request.getConnector().getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol
				&& protocol.isPaused();
		return (paused && response.getStatus() == 400) ? 503 : response.getStatus();
	}

}
