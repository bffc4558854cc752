package io.mahavishnu.otel.benchmark;

import io.mahavishnu.otel.overload.Connection;

/** Sends OTLP over gRPC, on a connection of its own. For use by one thread. */
final class GrpcSender implements Sender {

	private final Connection connection;

	GrpcSender(int port) {
		this.connection = Connection.Grpc.to(port);
	}

	@Override
	public boolean send(byte[] request) {
		return this.connection.send(request).join() instanceof Connection.Outcome.Acknowledged;
	}

	@Override
	public void close() {
		this.connection.close();
	}

}
