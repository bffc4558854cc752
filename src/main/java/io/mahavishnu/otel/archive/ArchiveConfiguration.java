package io.mahavishnu.otel.archive;

import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.ingest.IngestProperties;
import io.mahavishnu.otel.ingest.IngestService;
import io.mahavishnu.otel.receive.ReceiveProperties;
import io.mahavishnu.otel.store.ArchiveFolders;
import io.mahavishnu.otel.store.StoreFiles;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.trace.SystemNaming;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes what writes and reads files. */
@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {

	@Bean
	ArchiveService archiveService(ArchiveFolders folders, StoreFiles files, TraceStore store, TraceReader reader,
			SystemNaming naming, IngestService ingest, ReceiveProperties receive, IngestProperties limits) {
		return new ArchiveService(folders, files, new TraceLines(store, reader, naming),
				new TraceImport(files, ingest, receive, limits.spansPerExportMax()));
	}

}
