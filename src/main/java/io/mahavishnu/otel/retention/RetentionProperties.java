package io.mahavishnu.otel.retention;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is removed, and when.
 *
 * @param maxAge how long after the receipt of its last span a trace is removed; 0 for
 * never
 * @param maxDisk how much room on the disk the store and the index may use before the
 * oldest traces are removed, 100MB at least; 0 for any
 * @param holdMost how long more than half of all spans, when all at once they are too
 * old, are kept for all that, since the clock may be wrong; at most as long as
 * {@code maxAge}, 0 for not at all
 * @param interval how often that is looked at
 * @param stepTraces how many traces are removed in one commit
 * @param purgeAfter how long after its deletion the text of a trace has left the files at
 * the latest
 */
@Validated
@ConfigurationProperties("mahavishnu.otel-ingester.retention")
record RetentionProperties(@DefaultValue("0") @DurationMin @DurationMax(days = 36_500) Duration maxAge,
		@DefaultValue("0") DataSize maxDisk,
		@DefaultValue("24h") @DurationMin @DurationMax(days = 3650) Duration holdMost,
		@DefaultValue("1m") @DurationMin(millis = 100) @DurationMax(days = 1) Duration interval,
		@DefaultValue("1000") @Min(1) @Max(10_000) int stepTraces,
		@DefaultValue("24h") @DurationMin @DurationMax(days = 3650) Duration purgeAfter) {

	private static final DataSize MAX_DISK_MIN = DataSize.ofMegabytes(100);

	RetentionProperties {
		if (!maxDisk.equals(DataSize.ofBytes(0)) && maxDisk.compareTo(MAX_DISK_MIN) < 0) {
			throw new IllegalArgumentException("max-disk must be 0 or at least 100MB but is " + maxDisk);
		}
	}

	/** How long most of what is stored is kept when it seems too old all at once. */
	Duration hold() {
		return (this.holdMost.compareTo(this.maxAge) < 0) ? this.holdMost : this.maxAge;
	}

}
