package io.mahavishnu.otel.receive;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamContext;

/** The place of a value in a JSON text, as people write it: {@code spans[3].name}. */
final class JsonPlace {

	private JsonPlace() {
	}

	/** The place from the beginning of the text. */
	static String of(TokenStreamContext context) {
		return of(context, null);
	}

	/**
	 * The place seen from inside an object or array around it.
	 * @param context where the parser stands
	 * @param around what the place is seen from, or null for the whole text
	 */
	static String of(TokenStreamContext context, @Nullable TokenStreamContext around) {
		StringBuilder place = new StringBuilder();
		for (TokenStreamContext at = context; at != null && at != around; at = at.getParent()) {
			if (at.inObject() && at.hasCurrentName()) {
				place.insert(0, '.' + at.currentName());
			}
			else if (at.inArray() && at.hasCurrentIndex()) {
				place.insert(0, "[" + at.getCurrentIndex() + "]");
			}
		}
		if (place.isEmpty()) {
			return "the JSON";
		}
		return (place.charAt(0) == '.') ? place.substring(1) : place.toString();
	}

}
