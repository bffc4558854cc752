package io.mahavishnu.otel.passage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class IdentifierWordsTest {

	@ParameterizedTest
	@CsvSource({ "hipstershop.PaymentService/Charge,hipstershop payment service charge",
			"get_user_details,get user details", "HTTPServerError,http server error", "orders.created,orders created",
			"userIDs,user ids", "NO6JO3,no6jo3", "OrderService::place#now,order service place now" })
	void of_givesWords(String identifier, String words) {
		assertThat(IdentifierWords.of(identifier)).isEqualTo(words);
	}

}
