package io.mahavishnu.otel.duckdb;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * No statement stays open. A stream of rows keeps its statement, and what DuckDB holds
 * for it outside the heap, until someone closes the stream: 200 KB for every look into
 * the change log, as a soak found.
 */
class OpenStatementsTest {

	@Test
	void rows_areReadIntoLists_neverAsStreams() {
		noClasses().should()
			.callMethod(JdbcClient.MappedQuerySpec.class, "stream")
			.orShould()
			.callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.name("queryForStream")))
			.check(new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
				.importPackagesOf(SpanTable.class));
	}

}
