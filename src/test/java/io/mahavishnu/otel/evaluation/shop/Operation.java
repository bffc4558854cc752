package io.mahavishnu.otel.evaluation.shop;

/**
 * What a service does in a span, as the files write it:
 * {@code payment | rpc payments.v1.PaymentService/Authorize}.
 *
 * @param service who does it
 * @param verb what kind of thing it is: {@code http}, {@code rpc}, {@code sql}, ...
 * @param rest what exactly, in the terms of the verb; may have placeholders
 */
record Operation(String service, String verb, String rest) {

	/** Reads {@code service | verb rest}. */
	static Operation parse(String text) {
		String[] parts = text.strip().split(" \\| ", 2);
		String[] words = parts[1].split(" ", 2);
		return new Operation(parts[0], words[0], (words.length > 1) ? words[1] : "");
	}

	/** Whether callers see it as a span of their own, of kind CLIENT. */
	boolean isRemote() {
		return this.verb.equals("http") || this.verb.equals("rpc");
	}

	/** The first word of the rest: a method, a table, a command. */
	String first() {
		return this.rest.split(" ", 2)[0];
	}

	/** What follows the first word of the rest; empty when nothing does. */
	String second() {
		String[] words = this.rest.split(" ", 2);
		return (words.length > 1) ? words[1] : "";
	}

}
