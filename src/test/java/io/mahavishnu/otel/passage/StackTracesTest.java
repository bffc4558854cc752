package io.mahavishnu.otel.passage;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StackTracesTest {

	@Test
	void usefulFrame_isTheInnermostOfTheApplication_inPython() {
		String trace = """
				Traceback (most recent call last):
				  File "/app/main.py", line 10, in handle
				    charge()
				  File "/app/payment.py", line 4, in charge
				    post()
				  File "/usr/lib/python3.12/site-packages/requests/api.py", line 59, in post
				requests.ConnectionError: refused""";

		assertThat(StackTraces.usefulFrame(trace)).isEqualTo("charge");
	}

	@Test
	void usefulFrame_passesOverModules_inJavaScript() {
		String trace = """
				Error: refused
				    at Socket.emit (node:events:517:28)
				    at request (/app/node_modules/axios/index.js:1:1)
				    at async chargeCard (/app/src/charge.js:42:7)""";

		assertThat(StackTraces.usefulFrame(trace)).isEqualTo("chargeCard");
	}

	@Test
	void usefulFrame_readsGo() {
		String trace = "goroutine 1 [running]:\nruntime.panic(0x1)\n\t/go/panic.go:1\nmain.charge(0x2)\n\t/app/a.go:2";

		assertThat(StackTraces.usefulFrame(trace)).isEqualTo("main.charge");
	}

	@Test
	void usefulFrame_isTheFirst_whenAllAreOfLibraries() {
		assertThat(StackTraces.usefulFrame("x\n\tat java.util.List.of(List.java:1)")).isEqualTo("List.of");
	}

	@Test
	void usefulFrame_isEmpty_whenThereIsNone() {
		assertThat(StackTraces.usefulFrame("something else")).isEmpty();
	}

}
