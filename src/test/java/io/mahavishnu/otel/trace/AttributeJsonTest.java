package io.mahavishnu.otel.trace;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AttributeJsonTest {

	private static final JsonFactory JSON = new JsonFactory();

	@Property(tries = 500)
	void whatIsWritten_isReadBackEqual(@ForAll("values") AttributeValue value) {
		assertThat(read(write(value))).isEqualTo(value);
	}

	@Test
	void kinds_areWrittenAsJsonHasThem() {
		assertThat(write(new AttributeValue.LongValue(5))).isEqualTo("5");
		assertThat(write(new AttributeValue.DoubleValue(5))).isEqualTo("5.0");
		assertThat(write(new AttributeValue.BytesValue(new byte[] { 1, 2 }))).isEqualTo("{\"$bytes\":\"AQI=\"}");
		assertThat(write(new AttributeValue.DoubleValue(Double.NaN))).isEqualTo("{\"$double\":\"NaN\"}");
		assertThat(write(new AttributeValue.MapValue(Attributes.of("$bytes", "no bytes"))))
			.isEqualTo("{\"$map\":{\"$bytes\":\"no bytes\"}}");
	}

	@Test
	void anIntegerOverSixtyFourBits_isRefusedByName() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("9223372036854775808"))
			.withMessageContaining("9223372036854775808");
	}

	@Test
	void ofADuplicateKey_theLastValueCounts() {
		assertThat(read("{\"k\":1,\"k\":2}"))
			.isEqualTo(new AttributeValue.MapValue(Attributes.of(Map.of("k", new AttributeValue.LongValue(2)))));
	}

	@Provide
	Arbitrary<AttributeValue> values() {
		Arbitrary<String> strings = Arbitraries.strings().ascii().ofMaxLength(8);
		Arbitrary<AttributeValue> simple = Arbitraries.oneOf(List.of(strings.map(AttributeValue.StringValue::new),
				Arbitraries.of(true, false).map(AttributeValue.BoolValue::new),
				Arbitraries.longs().map(AttributeValue.LongValue::new),
				Arbitraries.doubles().map(AttributeValue.DoubleValue::new),
				Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0)
					.map(AttributeValue.DoubleValue::new),
				Arbitraries.bytes().array(byte[].class).ofMaxSize(8).map(AttributeValue.BytesValue::new),
				Arbitraries.create(AttributeValue.EmptyValue::new)));
		Arbitrary<String> keys = Arbitraries.of("a", "b", "$bytes", "$double", "$map", "");
		return Arbitraries.recursive(() -> simple,
				(inner) -> Arbitraries.oneOf(List.of(inner.list().ofMaxSize(3).map(AttributeValue.ArrayValue::new),
						Arbitraries.maps(keys, inner)
							.ofMaxSize(3)
							.map((map) -> new AttributeValue.MapValue(Attributes.of(map))))),
				0, 3);
	}

	private static String write(AttributeValue value) {
		StringWriter text = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
			AttributeJson.write(json, value);
		}
		return text.toString();
	}

	private static AttributeValue read(String text) {
		try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
			json.nextToken();
			return AttributeJson.read(json);
		}
	}

}
