package io.mahavishnu.otel.ingest;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is taken in.
 *
 * @param waitMax how long a caller who waits until traces can be found waits at most
 * @param awaitedTracesMax for how many distinct traces of a batch a caller waits until
 * they can be found; a batch of more is answered as soon as it is durable
 * @param batchSpansMax spans of a batch that are stored at a time
 * @param spansPerTraceMax spans of one trace, all that are stored of it taken together;
 * further ones are refused and counted
 * @param countedTracesMax of how many traces that got spans last it is counted here how
 * many, so that the limit holds while the index is behind
 * @param spansPerExportMax spans of one export, rejected ones included; an export with
 * more is refused as a whole
 * @param attributesMax attributes of a span, a resource, a scope, an event or a link;
 * further ones are cut and counted
 * @param attributeLengthMax characters of a string value, bytes of a bytes value; what is
 * longer is cut and counted
 * @param eventsMax events of a span; further ones are cut and counted
 * @param linksMax links of a span; further ones are cut and counted
 * @param errorsListedMax refused traces that the answer to a batch lists; all are counted
 */
@Validated
@ConfigurationProperties("mahavishnu.otel-ingester.ingest")
public record IngestProperties(@DefaultValue("60s") @DurationMin(millis = 0) @DurationMax(hours = 1) Duration waitMax,
		@DefaultValue("100000") @Min(0) @Max(10_000_000) int awaitedTracesMax,
		@DefaultValue("10000") @Min(1) @Max(1_000_000) int batchSpansMax,
		@DefaultValue("100000") @Min(1) @Max(10_000_000) int spansPerTraceMax,
		@DefaultValue("100000") @Min(0) @Max(10_000_000) int countedTracesMax,
		@DefaultValue("1000000") @Min(1) @Max(100_000_000) int spansPerExportMax,
		@DefaultValue("1024") @Min(1) @Max(1_000_000) int attributesMax,
		@DefaultValue("262144") @Min(16) @Max(64 * 1024 * 1024) int attributeLengthMax,
		@DefaultValue("1024") @Min(0) @Max(1_000_000) int eventsMax,
		@DefaultValue("1024") @Min(0) @Max(1_000_000) int linksMax,
		@DefaultValue("100") @Min(0) @Max(10_000) int errorsListedMax) {

}
