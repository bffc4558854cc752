package io.mahavishnu.otel.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.mahavishnu.otel.passage.PassageId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What every {@link VectorStore} keeps to; an engine's test extends it. */
public abstract class VectorStoreContract {

	private static final PassageId ONE = PassageId.of("one");

	private static final PassageId TWO = PassageId.of("two");

	/** The store under test, empty at the start of each test. */
	protected abstract VectorStore vectors();

	@Test
	void find_isEmpty_whenNothingIsStored() {
		assertThat(vectors().find("m", List.of(ONE))).isEmpty();
		assertThat(vectors().find("m", List.of())).isEmpty();
		assertThat(vectors().count("m")).isZero();
	}

	@Test
	void find_givesEveryComponentExactly() {
		float[] vector = { -0.0f, Float.MIN_VALUE, -Float.MAX_VALUE, 0.1f };
		vectors().put("m", Map.of(ONE, vector));
		Map<PassageId, float[]> found = vectors().find("m", List.of(ONE, TWO));
		assertThat(found).containsOnlyKeys(ONE);
		assertThat(bits(found, ONE))
			.containsExactly(IntStream.range(0, 4).map((i) -> Float.floatToRawIntBits(vector[i])).toArray());
	}

	@Test
	void find_tellsPassagesApart_whenHalfOfTheirIdsAgrees() {
		PassageId other = new PassageId(ONE.high(), ONE.low() + 1);
		vectors().put("m", Map.of(ONE, new float[] { 1 }));
		assertThat(vectors().find("m", List.of(other))).isEmpty();
		vectors().put("m", Map.of(other, new float[] { 2 }));
		assertThat(vectors().find("m", List.of(other)).get(other)).containsExactly(2);
		assertThat(vectors().find("m", List.of(ONE)).get(ONE)).containsExactly(1);
	}

	@Test
	void find_givesThousandsAtOnce() {
		Map<PassageId, float[]> many = new HashMap<>();
		for (int i = 0; i < 3000; i++) {
			many.put(PassageId.of("passage " + i), new float[] { i, -i });
		}
		vectors().put("m", many);
		Map<PassageId, float[]> found = vectors().find("m", many.keySet());
		assertThat(found).hasSize(3000);
		assertThat(found).allSatisfy((id, vector) -> assertThat(vector).containsExactly(many.get(id)));
		assertThat(vectors().count("m")).isEqualTo(3000);
	}

	@Test
	void put_leavesTheFirst_whenAVectorIsStoredAlready() {
		vectors().put("m", Map.of(ONE, new float[] { 1, 0 }));
		vectors().put("m", Map.of(ONE, new float[] { 0, 1 }, TWO, new float[] { 0, 2 }));
		assertThat(vectors().count("m")).isEqualTo(2);
		assertThat(vectors().find("m", List.of(ONE)).get(ONE)).containsExactly(1, 0);
		assertThat(vectors().find("m", List.of(TWO)).get(TWO)).containsExactly(0, 2);
	}

	@Test
	void put_doesNothing_whenThereAreNoVectors() {
		vectors().put("m", Map.of());
		assertThat(vectors().count("m")).isZero();
	}

	@Test
	void put_storesOnce_whenManyPutTheSameAtOnce() {
		IntStream.range(0, 10).parallel().forEach((_) -> vectors().put("m", Map.of(ONE, new float[] { 1, 2, 3 })));
		assertThat(vectors().count("m")).isEqualTo(1);
	}

	@Test
	void put_keepsModelsApart_alsoOfOtherDimensions() {
		vectors().put("small", Map.of(ONE, new float[] { 1, 2 }));
		vectors().put("large", Map.of(ONE, new float[] { 1, 2, 3 }));
		vectors().put("other", Map.of(ONE, new float[] { 3, 4 }));
		assertThat(vectors().find("small", List.of(ONE)).get(ONE)).containsExactly(1, 2);
		assertThat(vectors().find("large", List.of(ONE)).get(ONE)).containsExactly(1, 2, 3);
		assertThat(vectors().find("other", List.of(ONE)).get(ONE)).containsExactly(3, 4);
		assertThat(vectors().count("small")).isEqualTo(1);
	}

	@Test
	void put_takesTheLargestDimension_andNoLarger() {
		float[] largest = new float[VectorStore.DIMENSION_MAX];
		largest[VectorStore.DIMENSION_MAX - 1] = 1;
		vectors().put("m", Map.of(ONE, largest));
		assertThat(vectors().find("m", List.of(ONE)).get(ONE)).containsExactly(largest);
		float[] larger = new float[VectorStore.DIMENSION_MAX + 1];
		assertThatIllegalArgumentException().isThrownBy(() -> vectors().put("m", Map.of(TWO, larger)))
			.withMessageContaining("4096");
	}

	@Test
	void remove_removesOfAllModels_andNothingElse() {
		vectors().put("small", Map.of(ONE, new float[] { 1, 2 }, TWO, new float[] { 5, 6 }));
		vectors().put("large", Map.of(ONE, new float[] { 1, 2, 3 }));
		vectors().remove(List.of(ONE));
		assertThat(vectors().find("small", List.of(ONE, TWO))).containsOnlyKeys(TWO);
		assertThat(vectors().find("large", List.of(ONE))).isEmpty();
	}

	private static int[] bits(Map<PassageId, float[]> found, PassageId id) {
		float[] vector = Objects.requireNonNull(found.get(id));
		return IntStream.range(0, vector.length).map((i) -> Float.floatToRawIntBits(vector[i])).toArray();
	}

}
