package io.mahavishnu.otel.problem;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

class PassingFaultTest {

	@ParameterizedTest
	@EnumSource
	void of_saysWhenToSendAgain_onlyWhenTheFaultPasses(ProblemType type) {
		ResponseEntity<Object> answer = ProblemAnswers.of(type, "detail", "/a path\"");

		assertThat(answer.getStatusCode().value()).isEqualTo(type.status());
		assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(answer.getHeaders().containsHeader(HttpHeaders.RETRY_AFTER)).isEqualTo(isPassing(type));
	}

	@ParameterizedTest
	@EnumSource
	void status_carriesRetryInfo_onlyWhenTheFaultPasses(ProblemType type) throws InvalidProtocolBufferException {
		Status status = GrpcProblem.status(type, "detail");

		assertThat(status.getMessage()).isEqualTo("detail");
		assertThat(status.getCode() == Code.UNAVAILABLE.getNumber()).isEqualTo(type.status() == 503);
		assertThat(status.getDetailsCount()).isEqualTo(isPassing(type) ? 1 : 0);
		if (isPassing(type)) {
			assertThat(status.getDetails(0).unpack(RetryInfo.class).getRetryDelay().getSeconds()).isPositive();
		}
	}

	private static boolean isPassing(ProblemType type) {
		return switch (type) {
			case RATE_LIMITED, OVERLOADED, BUSY, STORE_UNAVAILABLE, MODEL_UNAVAILABLE -> true;
			default -> false;
		};
	}

}
