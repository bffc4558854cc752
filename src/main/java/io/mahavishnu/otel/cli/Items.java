package io.mahavishnu.otel.cli;

import java.io.IOException;

/**
 * The traces of a stream, one after the other. Only the current one is in memory.
 */
interface Items {

	/**
	 * Goes to the next item.
	 * @return whether there is one
	 * @throws IOException when the stream cannot be read
	 */
	boolean next() throws IOException;

	/**
	 * What is wrong with the current item; empty when nothing is. An item with a fault
	 * has no content.
	 */
	String fault();

	ItemKind kind();

	/** The content; it changes with the next item. */
	Bytes content();

	/**
	 * How many spans an OTLP item has; 0 for a trace in simple JSON: the service counts
	 * those.
	 */
	int spans();

	/** Where the item stands in its file, for people. */
	String place();

}
