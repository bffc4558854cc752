package io.mahavishnu.otel.index;

import java.time.Duration;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the index is kept up to date.
 *
 * @param quietPeriod how long a trace that got spans waits for more before it is indexed
 * @param quietPeriodMax up to which the quiet period doubles while a trace keeps growing
 * @param growingTracesMax of how many traces it is remembered that they keep growing
 * @param bufferedSpansMax spans that wait in memory to be indexed; more are left in the
 * store until some of those are
 * @param bufferedSize of so much text of such spans no more are read, 1MB to 1GB
 * @param readChangesMax changes read from the store at a time, as far as their spans can
 * be kept
 * @param batchTracesMax traces indexed at a time
 * @param refreshInterval how long traces that are indexed may stay unseen while more are
 * due and nobody waits for them; a rest may add to it
 * @param restUnderLoad how long the index rests after each batch while the store is busy
 * and the processors are, so that ingest goes first: times what the batch took; 0 for not
 * at all
 * @param restMax the longest of these rests
 * @param tidyAfter how long no new passage must have come before the passages are merged
 * to as few segments as the heap allows, so that searches by meaning are faster; 0 for
 * never, as it is where {@code retention.max-disk} is set
 * @param commitInterval how often the index is made durable; after a crash at most so
 * much is indexed again
 */
@Validated
@ConfigurationProperties("mahavishnu.otel-ingester.index")
public record FeederProperties(
		@DefaultValue("1s") @DurationMin(millis = 0) @DurationMax(hours = 1) Duration quietPeriod,
		@DefaultValue("60s") @DurationMin(millis = 1) @DurationMax(hours = 24) Duration quietPeriodMax,
		@DefaultValue("100000") @Min(0) @Max(10_000_000) int growingTracesMax,
		@DefaultValue("100000") @Min(0) @Max(10_000_000) int bufferedSpansMax,
		@DefaultValue("96MB") DataSize bufferedSize, @DefaultValue("10000") @Min(1) @Max(1_000_000) int readChangesMax,
		@DefaultValue("250") @Min(1) @Max(100_000) int batchTracesMax,
		@DefaultValue("5s") @DurationMin(millis = 0) @DurationMax(hours = 1) Duration refreshInterval,
		@DefaultValue("20") @DecimalMin("0") @DecimalMax("100") double restUnderLoad,
		@DefaultValue("15s") @DurationMin(millis = 1) @DurationMax(hours = 1) Duration restMax,
		@DefaultValue("1m") @DurationMin(millis = 0) @DurationMax(hours = 24) Duration tidyAfter,
		@DefaultValue("5s") @DurationMin(millis = 1) @DurationMax(hours = 1) Duration commitInterval) {

	private static final DataSize BUFFERED_SIZE_MIN = DataSize.ofMegabytes(1);

	private static final DataSize BUFFERED_SIZE_MAX = DataSize.ofGigabytes(1);

	public FeederProperties {
		if (bufferedSize.compareTo(BUFFERED_SIZE_MIN) < 0 || bufferedSize.compareTo(BUFFERED_SIZE_MAX) > 0) {
			throw new IllegalArgumentException("buffered-size must be 1MB to 1GB but is " + bufferedSize);
		}
	}

	/** The same, with nothing merged in quiet times. */
	FeederProperties withoutTidying() {
		return new FeederProperties(this.quietPeriod, this.quietPeriodMax, this.growingTracesMax, this.bufferedSpansMax,
				this.bufferedSize, this.readChangesMax, this.batchTracesMax, this.refreshInterval, this.restUnderLoad,
				this.restMax, Duration.ZERO, this.commitInterval);
	}

	/** How many changes are read at a time, so that all of their spans can be kept. */
	int readMax() {
		return (this.bufferedSpansMax > 0) ? Math.min(this.readChangesMax, this.bufferedSpansMax) : this.readChangesMax;
	}

}
