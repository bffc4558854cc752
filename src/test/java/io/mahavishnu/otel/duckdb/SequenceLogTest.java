package io.mahavishnu.otel.duckdb;

import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.mahavishnu.otel.store.LogPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SequenceLogTest {

	@TempDir
	private Path folder;

	@Test
	void commit_acknowledgesWhatIsStored_andNoNumberWhoseChangeFailed() {
		try (SequenceLog sequence = open(0)) {
			sequence.next();
			sequence.stored();
			sequence.next();
			sequence.commit();
			assertThat(sequence.head()).isEqualTo(new LogPosition(1));
			sequence.commit();
			assertThat(sequence.head()).isEqualTo(new LogPosition(1));
		}
		try (SequenceLog again = open(1)) {
			assertThat(again.shortfall()).isNull();
		}
	}

	@Test
	void commit_leavesTheHeadWhereItWas_whenItCannotBeNoted() {
		SequenceLog sequence = open(0);
		sequence.close();
		sequence.next();
		sequence.stored();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(sequence::commit);
		assertThat(sequence.head()).isEqualTo(LogPosition.START);
	}

	private SequenceLog open(long stored) {
		return SequenceLog.open(new DatabaseLocation.OnDisk(this.folder.resolve("store.duckdb")), stored);
	}

}
