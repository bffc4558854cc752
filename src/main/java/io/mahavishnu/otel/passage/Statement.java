package io.mahavishnu.otel.passage;

import java.util.ArrayList;
import java.util.List;

/**
 * What becomes one passage, or several when it is long.
 *
 * @param header what each of its passages starts with; may be none
 * @param body what follows, in order; may be none
 * @param reach how much of it is embedded
 */
record Statement(List<Fragment> header, List<Fragment> body, Reach reach) {

	Statement {
		header = List.copyOf(header);
		body = List.copyOf(body);
	}

	/** How much of a statement is embedded. */
	enum Reach {

		/** All of it. */
		WHOLE,
		/** No more than its first passage. */
		BEGINNING

	}

	/** How many characters its body has. */
	int length() {
		return this.body.stream().mapToInt((fragment) -> fragment.text().length()).sum();
	}

	/** The statement with no more than so many characters of its body. */
	Statement within(int charactersMax) {
		if (length() <= charactersMax) {
			return this;
		}
		List<Fragment> kept = new ArrayList<>();
		int left = charactersMax;
		for (Fragment fragment : this.body) {
			String text = Cut.at(fragment.text(), left);
			left -= text.length();
			if (!text.isEmpty()) {
				kept.add(new Fragment(text, fragment.manner()));
			}
		}
		return new Statement(this.header, kept, this.reach);
	}

	static Statement of(List<Fragment> header, List<Fragment> body) {
		return new Statement(header, body, Reach.WHOLE);
	}

}
