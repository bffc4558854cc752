package io.mahavishnu.otel.filter;

/** How a field is compared with a literal. */
public enum Operator {

	EQUAL("="), NOT_EQUAL("!="), LESS("<"), LESS_OR_EQUAL("<="), GREATER(">"), GREATER_OR_EQUAL(">="),
	STARTS_WITH("^=");

	private final String label;

	Operator(String label) {
		this.label = label;
	}

	/** How it is written. */
	public String label() {
		return this.label;
	}

	/** Whether it asks for the same value, or another. */
	public boolean isEquality() {
		return this == EQUAL || this == NOT_EQUAL;
	}

}
