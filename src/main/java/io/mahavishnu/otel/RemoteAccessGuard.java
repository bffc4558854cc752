package io.mahavishnu.otel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Stops the start, before anything is opened, when a port would be reached from other
 * machines and the settings do not say in words that this is meant: there are no keys.
 */
@Component
class RemoteAccessGuard implements BeanFactoryPostProcessor, EnvironmentAware {

	private static final String OTLP_HTTP = "mahavishnu.otel-ingester.receive.otlp-http-";

	private @Nullable Environment environment;

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		require(Objects.requireNonNull(this.environment));
	}

	/**
	 * A way in.
	 *
	 * @param addressSetting the setting of its address
	 * @param address the address; empty for all of the machine
	 * @param isOpen whether it is open at all
	 */
	private record Port(String addressSetting, String address, boolean isOpen) {

		boolean isRemote() {
			try {
				return this.isOpen
						&& (this.address.isEmpty() || !InetAddress.getByName(this.address).isLoopbackAddress());
			}
			catch (UnknownHostException _) {
				return true;
			}
		}

	}

	/**
	 * Does nothing when every port is bound to a loopback address or others are allowed.
	 * @throws RemoteAccessException when not
	 */
	static void require(Environment environment) {
		SecurityProperties security = Binder.get(environment)
			.bindOrCreate("mahavishnu.otel-ingester.security", SecurityProperties.class);
		if (security.allowRemoteWithoutKeys()) {
			return;
		}
		ports(environment).stream().filter(Port::isRemote).findFirst().ifPresent((port) -> {
			throw new RemoteAccessException("The setting " + port.addressSetting() + " is "
					+ (port.address().isEmpty() ? "not set" : port.address())
					+ ", so that other machines would reach the service, which has no keys: set it to 127.0.0.1, or"
					+ " set mahavishnu.otel-ingester.security.allow-remote-without-keys to true if that is meant");
		});
	}

	private static List<Port> ports(Environment environment) {
		boolean grpc = environment.getProperty("spring.grpc.server.enabled", Boolean.class, true);
		return List.of(
				new Port("server.address", environment.getProperty("server.address", ""),
						isOpen(environment, "server.port", 8080)),
				new Port(OTLP_HTTP + "address", environment.getProperty(OTLP_HTTP + "address", "127.0.0.1"),
						isOpen(environment, OTLP_HTTP + "port", 4318)),
				new Port("spring.grpc.server.address", environment.getProperty("spring.grpc.server.address", ""),
						grpc && isOpen(environment, "spring.grpc.server.port", 4317)),
				new Port("management.server.address",
						environment.getProperty("management.server.address",
								environment.getProperty("server.address", "")),
						isOpen(environment, "management.server.port", -1)));
	}

	private static boolean isOpen(Environment environment, String portSetting, int usually) {
		return environment.getProperty(portSetting, Integer.class, usually) >= 0;
	}

}
