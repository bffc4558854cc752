package io.mahavishnu.otel.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What was measured at one size.
 *
 * @param spans how many spans are stored
 * @param traces how many traces they are
 * @param passages how many distinct passages they say
 * @param shapes how many shapes the traces have
 * @param ingestedPerSecond spans acknowledged a second since the last step
 * @param searchablePerSecond spans a second, until all could be found
 * @param searchMedianMillis half of the searches were answered within this
 * @param searchSlowMillis 99 of 100 searches were answered within this
 * @param getMedianMillis half of the traces were read within this
 * @param getSlowMillis 99 of 100 traces were read within this
 * @param residentMegabytes resident memory of the service
 * @param fileMegabytes how much of it are pages of files that it has mapped, such as the
 * index: the system takes them back when it needs them
 * @param heapMegabytes its heap after a collection
 * @param storeBytesPerSpan of DuckDB's file, without the room that it keeps free
 * @param indexBytesPerSpan of the index
 * @param protobufBytesPerSpan of the same spans as OTLP
 */
record GrowthStep(long spans, long traces, long passages, long shapes, double ingestedPerSecond,
		double searchablePerSecond, double searchMedianMillis, double searchSlowMillis, double getMedianMillis,
		double getSlowMillis, long residentMegabytes, long fileMegabytes, long heapMegabytes, double storeBytesPerSpan,
		double indexBytesPerSpan, double protobufBytesPerSpan) {

	static Table table(PrintStream out) {
		return new Table(out, "spans", "traces", "passages", "shapes", "acknowledged spans/s", "searchable spans/s",
				"search p50 / p99, ms", "get p50 / p99, ms", "resident / of files / heap, MB", "store bytes a span",
				"index bytes a span", "of OTLP protobuf's bytes, store / both");
	}

	void report(Table table) {
		table.row(Table.whole(this.spans), Table.whole(this.traces), Table.whole(this.passages),
				Table.whole(this.shapes), Table.whole(this.ingestedPerSecond), Table.whole(this.searchablePerSecond),
				Table.decimal(this.searchMedianMillis) + " / " + Table.decimal(this.searchSlowMillis),
				Table.decimal(this.getMedianMillis) + " / " + Table.decimal(this.getSlowMillis),
				Table.whole(this.residentMegabytes) + " / " + Table.whole(this.fileMegabytes) + " / "
						+ Table.whole(this.heapMegabytes),
				Table.whole(this.storeBytesPerSpan), Table.whole(this.indexBytesPerSpan),
				Table.decimal(this.storeBytesPerSpan / this.protobufBytesPerSpan) + " / "
						+ Table.decimal((this.storeBytesPerSpan + this.indexBytesPerSpan) / this.protobufBytesPerSpan));
	}

	static List<String> csv(List<GrowthStep> steps) {
		return Stream.concat(Stream.of("spans,traces,passages,shapes,acknowledged_spans_per_s,searchable_spans_per_s,"
				+ "search_p50_ms,search_p99_ms,get_p50_ms,get_p99_ms,resident_mb,file_mb,heap_mb,store_bytes_per_span,"
				+ "index_bytes_per_span,protobuf_bytes_per_span"), steps.stream().map(GrowthStep::line))
			.toList();
	}

	private String line() {
		return String.format(Locale.ROOT, "%d,%d,%d,%d,%.0f,%.0f,%.3f,%.3f,%.3f,%.3f,%d,%d,%d,%.1f,%.1f,%.1f",
				this.spans, this.traces, this.passages, this.shapes, this.ingestedPerSecond, this.searchablePerSecond,
				this.searchMedianMillis, this.searchSlowMillis, this.getMedianMillis, this.getSlowMillis,
				this.residentMegabytes, this.fileMegabytes, this.heapMegabytes, this.storeBytesPerSpan,
				this.indexBytesPerSpan, this.protobufBytesPerSpan);
	}

	static String plot(List<GrowthStep> steps) {
		return SvgPlot.of("spans stored", List.of(
				panel(steps, "spans/s", "acknowledged", GrowthStep::ingestedPerSecond, "searchable",
						GrowthStep::searchablePerSecond),
				panel(steps, "search, ms", "p50", GrowthStep::searchMedianMillis, "p99", GrowthStep::searchSlowMillis),
				panel(steps, "get by id, ms", "p50", GrowthStep::getMedianMillis, "p99", GrowthStep::getSlowMillis),
				panel(steps, "memory, MB", "resident", GrowthStep::residentMegabytes, "heap",
						GrowthStep::heapMegabytes),
				panel(steps, "disk, bytes a span", "store", GrowthStep::storeBytesPerSpan, "index",
						GrowthStep::indexBytesPerSpan)));
	}

	private static SvgPlot.Panel panel(List<GrowthStep> steps, String title, String first,
			ToDoubleFunction<GrowthStep> ofFirst, String second, ToDoubleFunction<GrowthStep> ofSecond) {
		return new SvgPlot.Panel(title, List.of(curve(steps, first, ofFirst), curve(steps, second, ofSecond)));
	}

	private static SvgPlot.Curve curve(List<GrowthStep> steps, String name, ToDoubleFunction<GrowthStep> value) {
		List<SvgPlot.Point> points = new ArrayList<>();
		steps.forEach((step) -> points.add(new SvgPlot.Point(step.spans(), value.applyAsDouble(step))));
		return new SvgPlot.Curve(name, points);
	}

}
