package io.mahavishnu.otel.trace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IdentifiersTest {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "ä", "a/b", "a\n" })
	void anIdWithOtherCharacters_isRefused(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TraceId(id)).withMessageContaining("trace_id");
		assertThatIllegalArgumentException().isThrownBy(() -> new SpanId(id)).withMessageContaining("span_id");
	}

	@Test
	void anIdOf128Characters_isTaken_oneOf129IsNot() {
		assertThat(new TraceId("x".repeat(128)).value()).hasSize(128);
		assertThatIllegalArgumentException().isThrownBy(() -> new TraceId("x".repeat(129)));
	}

	@Test
	void hexOfOpenTelemetrysLength_isLowered_otherIdsStay() {
		assertThat(new TraceId("ABCDEF0123456789ABCDEF0123456789").value())
			.isEqualTo("abcdef0123456789abcdef0123456789");
		assertThat(new TraceId("ABC").value()).isEqualTo("ABC");
		assertThat(new SpanId("ABCDEF0123456789").value()).isEqualTo("abcdef0123456789");
		assertThat(new SpanId("ABCDEF0123456789").isOtel()).isTrue();
		assertThat(new TraceId("ABC").isOtel()).isFalse();
	}

	@Test
	void kindsAndCodes_haveOtlpsNumbers() {
		assertThat(SpanKind.ofNumber(1)).isEqualTo(SpanKind.INTERNAL);
		assertThat(SpanKind.ofNumber(2)).isEqualTo(SpanKind.SERVER);
		assertThat(SpanKind.ofNumber(3)).isEqualTo(SpanKind.CLIENT);
		assertThat(SpanKind.ofNumber(4)).isEqualTo(SpanKind.PRODUCER);
		assertThat(SpanKind.ofNumber(5)).isEqualTo(SpanKind.CONSUMER);
		assertThat(SpanKind.ofNumber(99)).isEqualTo(SpanKind.UNSPECIFIED);
		assertThat(SpanStatus.Code.ofNumber(1)).isEqualTo(SpanStatus.Code.OK);
		assertThat(SpanStatus.Code.ofNumber(2)).isEqualTo(SpanStatus.Code.ERROR);
		assertThat(SpanStatus.Code.ofNumber(-1)).isEqualTo(SpanStatus.Code.UNSET);
	}

}
