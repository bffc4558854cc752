package io.mahavishnu.otel.search;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Where a text says a word of the query; {@code [start, end]} in JSON.
 *
 * @param start the first character, counted from 0 in UTF-16 units, as Java and
 * JavaScript do
 * @param end the character after the last
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({ "start", "end" })
public record Mark(int start, int end) {

}
