package io.mahavishnu.otel.duckdb;

import java.util.List;

import io.mahavishnu.otel.store.ArchiveFolders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A transaction holds what is appended in it, too. */
class ExplicitTransactionsTest {

	private Database database = Database.open(DatabaseLocation.of(DatabaseLocation.MEMORY), TestStores.SETTINGS,
			ArchiveFolders.NONE, Schema.CURRENT);

	private Session session = this.database.writer();

	@BeforeEach
	void makeTable() {
		this.session.execute("CREATE TABLE numbers (n BIGINT)");
	}

	@AfterEach
	void close() throws Exception {
		this.database.close();
	}

	@Test
	void execute_storesNothingThatWasAppended_whenTheActionFails() {
		assertThatIllegalStateException().isThrownBy(() -> this.session.transaction().executeWithoutResult((_) -> {
			append(1);
			throw new IllegalStateException("after the append");
		})).withMessage("after the append");
		assertThat(numbers()).isEmpty();
	}

	@Test
	void execute_showsOthersNothingThatWasAppended_beforeItEnds() {
		this.session.transaction().executeWithoutResult((_) -> {
			append(1);
			try (Session other = this.database.newSession()) {
				assertThat(other.sql("SELECT n FROM numbers").query(Long.class).list()).isEmpty();
			}
			catch (java.sql.SQLException failed) {
				throw new IllegalStateException(failed);
			}
		});
		assertThat(numbers()).containsExactly(1L);
	}

	@Test
	void execute_canBeDoneAgain_afterAFailure() {
		assertThatIllegalStateException().isThrownBy(() -> this.session.transaction().executeWithoutResult((_) -> {
			throw new IllegalStateException("at once");
		}));
		this.session.transaction().executeWithoutResult((_) -> append(2));
		assertThat(numbers()).containsExactly(2L);
	}

	private void append(long number) {
		this.session.append("numbers", (appender) -> appender.beginRow().append(number).endRow());
	}

	private List<Long> numbers() {
		return this.session.sql("SELECT n FROM numbers").query((row, _) -> row.getLong("n")).list();
	}

}
