package io.mahavishnu.otel.ingest;

/** What a caller waits for. Durability is never optional. */
public enum Wait {

	/** Until the spans survive a crash. */
	UNTIL_DURABLE,

	/** Until the traces can also be found. */
	UNTIL_SEARCHABLE

}
