package io.mahavishnu.otel.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How durations and sizes are written on the command line. */
final class OptionTypes {

	private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,9})([a-zA-Z]{0,3})");

	private OptionTypes() {
	}

	/** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}; a bare number is seconds. */
	static final class DurationType implements ITypeConverter<Duration> {

		@Override
		public Duration convert(String text) {
			Matcher matcher = NUMBER_AND_UNIT.matcher(text);
			if (matcher.matches()) {
				long number = Long.parseLong(matcher.group(1));
				switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
					case "ms" -> {
						return Duration.ofMillis(number);
					}
					case "s", "" -> {
						return Duration.ofSeconds(number);
					}
					case "m" -> {
						return Duration.ofMinutes(number);
					}
					case "h" -> {
						return Duration.ofHours(number);
					}
					default -> {
					}
				}
			}
			try {
				return Duration.parse(text);
			}
			catch (DateTimeException unreadable) {
				throw new TypeConversionException("'" + text + "' is not a time such as 500ms, 30s, 5m or 2h");
			}
		}

	}

	/**
	 * A size in memory, at most 64 MiB.
	 *
	 * @param bytes the size
	 */
	record Size(int bytes) {

		private static final long BYTES_MAX = 64L * 1024 * 1024;

	}

	/** {@code 65536}, {@code 512K}, {@code 4M}. */
	static final class SizeType implements ITypeConverter<Size> {

		@Override
		public Size convert(String text) {
			Matcher matcher = NUMBER_AND_UNIT.matcher(text);
			long unit = matcher.matches() ? switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
				case "" -> 1;
				case "k", "kb", "kib" -> 1024;
				case "m", "mb", "mib" -> 1024 * 1024;
				default -> 0;
			} : 0;
			long bytes = (unit == 0) ? 0 : Long.parseLong(matcher.group(1)) * unit;
			if (bytes < 1 || bytes > Size.BYTES_MAX) {
				throw new TypeConversionException("'" + text + "' is not a size such as 512K or 4M, at most 64M");
			}
			return new Size((int) bytes);
		}

	}

}
