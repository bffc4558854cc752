package io.mahavishnu.otel.problem;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

import org.springframework.http.MediaType;

/**
 * Answers, as problems, what Tomcat refuses before it reaches the application: request
 * lines and URLs that are malformed. Public, with a public constructor, since Tomcat
 * makes it.
 */
public final class ProblemErrorReportValve extends ErrorReportValve {

	@Override
	protected void report(Request request, Response response, Throwable throwable) {
		int status = response.getStatus();
		if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		ProblemType type = ProblemAnswers.typeOf(status);
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		try {
			Writer writer = response.getReporter();
			if (writer != null) {
				// Nothing of the request is shown: it may be anything.
				writer.write("{\"type\":\"" + type.uri() + "\",\"title\":\"" + type.title() + "\",\"status\":" + status
						+ ",\"detail\":\"" + type.title() + "\"}");
				response.finishResponse();
			}
		}
		catch (IOException | IllegalStateException _) {
			// The connection is gone: there is nobody left to answer.
			return;
		}
	}

}
