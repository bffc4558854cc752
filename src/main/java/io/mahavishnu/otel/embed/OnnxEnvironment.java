package io.mahavishnu.otel.embed;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

import ai.onnxruntime.OrtEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The environment of ONNX Runtime, of which a process has one, for as long as it lives.
 * ONNX Runtime releases it by a shutdown hook of its own, beside the application's: a
 * model that is being loaded, or run, would read freed memory then
 * (github.com/microsoft/onnxruntime/issues/31352) and end the process before the store is
 * closed. The native environment counts who holds it; one more is counted here, and that
 * is never taken back. Thread-safe.
 */
final class OnnxEnvironment {

	private static final Logger log = LoggerFactory.getLogger(OnnxEnvironment.class);

	private static final OrtEnvironment INSTANCE = held();

	private OnnxEnvironment() {
	}

	static OrtEnvironment get() {
		return INSTANCE;
	}

	private static OrtEnvironment held() {
		OrtEnvironment environment = OrtEnvironment.getEnvironment();
		try {
			Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
			api.setAccessible(true);
			// With the same level and name: another holder of the one that there is.
			Method hold = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
			hold.setAccessible(true);
			hold.invoke(null, api.getLong(null), 2, OrtEnvironment.DEFAULT_NAME);
		}
		catch (ReflectiveOperationException | RuntimeException changed) {
			log.warn("This version of ONNX Runtime is not known: stopping while a model is loaded may fail", changed);
		}
		return environment;
	}

}
