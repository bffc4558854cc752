package io.mahavishnu.otel.evaluation;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerDrawingTest {

	@Test
	void svg_marksTheWordsOfTheQuestion_andEscapesTheRest() {
		AnswerDrawing drawing = new AnswerDrawing();
		drawing.add("who can't pay?", JsonMapper.shared()
			.readTree(
					"""
							{"root_name": "POST /checkout", "span_count": 3, "error_count": 1, "duration_ms": 12.4,
							 "services": ["frontend", "payment"],
							 "matches": [{"span_name": "Charge", "service": "payment", "text": "a < b could not pay", "similarity": 0.514,
							   "marks": [[16, 19]]}, {"text": "as a whole", "marks": []}]}"""));
		assertThat(drawing.svg()).contains("who can't pay?",
				"→ POST /checkout  (3 spans, 1 failed, 12 ms; frontend, payment)", "payment · Charge · similarity 0.51",
				"a &lt; b could not <tspan class='mark'>pay</tspan>", "the trace · the trace as a whole");
	}

	@Test
	void svg_breaksLongSentencesBetweenWords_andKeepsTheMarks() {
		AnswerDrawing drawing = new AnswerDrawing();
		String text = "word ".repeat(30) + "end";
		drawing.add("q", JsonMapper.shared()
			.readTree(
					"{\"root_name\": \"\", \"span_count\": 1, \"error_count\": 0, \"duration_ms\": 1, \"services\": [], "
							+ "\"matches\": [{\"text\": \"" + text + "\", \"marks\": [[150, 153]]}]}"));
		assertThat(drawing.svg()).contains(">word word", "word</text>", "<tspan class='mark'>end</tspan>");
	}

}
