package io.mahavishnu.otel.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The turns of one contender, and what was measured in them. For use by one thread. */
final class Turns {

	private static final Duration QUIET_MAX = Duration.ofSeconds(120);

	private final Contender contender;

	private final List<Double> rates = new ArrayList<>();

	private final List<Double> tracesRates = new ArrayList<>();

	private final List<Double> ratesUntilQuiet = new ArrayList<>();

	private final List<Double> serverMicros = new ArrayList<>();

	private final List<Double> serverMicrosWhileSending = new ArrayList<>();

	private final List<Double> senderMicros = new ArrayList<>();

	private Load.Sent all = Load.Sent.NOTHING;

	Turns(Contender contender) {
		this.contender = contender;
	}

	Contender contender() {
		return this.contender;
	}

	/** Everything that was acknowledged, the warm-up included. */
	Load.Sent all() {
		return this.all;
	}

	/** A turn that does not count. */
	void warmUp(Duration duration) throws IOException, InterruptedException {
		this.all = this.all.plus(this.contender.run(duration));
		this.contender.server().awaitQuiet(QUIET_MAX);
	}

	/** A turn, after which the contender has become quiet. */
	void measure(Duration duration) throws IOException, InterruptedException {
		Server server = this.contender.server();
		Duration serverBefore = server.cpu();
		Duration senderBefore = ownCpu();
		long start = System.nanoTime();
		Load.Sent sent = this.contender.run(duration);
		Duration serverThen = server.cpu();
		Duration senderThen = ownCpu();
		long quiet = server.awaitQuiet(QUIET_MAX);
		this.all = this.all.plus(sent);
		this.rates.add(sent.spansPerSecond());
		this.tracesRates.add(sent.tracesPerSecond());
		this.ratesUntilQuiet.add(sent.spans() * 1e9 / Math.max(quiet - start, sent.nanos()));
		this.serverMicros.add(micros(server.cpu().minus(serverBefore), sent));
		this.serverMicrosWhileSending.add(micros(serverThen.minus(serverBefore), sent));
		this.senderMicros.add(micros(senderThen.minus(senderBefore), sent));
	}

	/** The head of the table whose rows {@link #report} writes. */
	static Table table(PrintStream out, String reference) {
		return new Table(out, "way in", "acknowledged spans/s, median", "of the turns", "traces/s", "of " + reference,
				"spans/s until quiet", "server CPU, µs a span", "of it until the last answer", "sender CPU, µs a span",
				"bytes a span", "refused");
	}

	/** Writes a row, with the median of the ratios to another contender's turns. */
	void report(Table table, Turns reference) {
		List<Double> ratios = IntStream.range(0, this.rates.size())
			.mapToObj((turn) -> this.rates.get(turn) / reference.rates.get(turn))
			.toList();
		table.row(this.contender.title(), Table.whole(Table.median(this.rates)), Table.range(this.rates),
				Table.whole(Table.median(this.tracesRates)), Table.decimal(Table.median(ratios)),
				Table.whole(Table.median(this.ratesUntilQuiet)), Table.decimal(Table.median(this.serverMicros)),
				Table.decimal(Table.median(this.serverMicrosWhileSending)),
				Table.decimal(Table.median(this.senderMicros)), this.contender.bytesPerSpan(), this.all.refused());
	}

	private static double micros(Duration duration, Load.Sent sent) {
		return duration.toNanos() / 1e3 / sent.spans();
	}

	private static Duration ownCpu() {
		return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
	}

}
