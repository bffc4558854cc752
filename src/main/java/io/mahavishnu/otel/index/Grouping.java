package io.mahavishnu.otel.index;

/** Whether results are traces or shapes. */
public enum Grouping {

	/** Every trace by itself. */
	NONE,

	/** Of each shape one trace. */
	SHAPE

}
