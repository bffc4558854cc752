package io.mahavishnu.otel;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may reach the service.
 *
 * @param allowRemoteWithoutKeys true: a port may be bound to an address that other
 * machines reach, although whoever reaches it may read and delete everything
 */
@ConfigurationProperties("mahavishnu.otel-ingester.security")
record SecurityProperties(@DefaultValue("false") boolean allowRemoteWithoutKeys) {

}
