package io.btautomations.core.setting;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of durations, sizes and numbers, as NiFi users write them: {@code 5 mins}, {@code 64 MB}, {@code 1000}. */
public final class Formats {

    private static final Pattern AMOUNT = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]+)\\s*");
    private static final Map<String, Long> NANOS = Map.ofEntries(
            Map.entry("ns", 1L),
            Map.entry("nano", 1L),
            Map.entry("nanos", 1L),
            Map.entry("ms", 1_000_000L),
            Map.entry("milli", 1_000_000L),
            Map.entry("millis", 1_000_000L),
            Map.entry("s", 1_000_000_000L),
            Map.entry("sec", 1_000_000_000L),
            Map.entry("secs", 1_000_000_000L),
            Map.entry("second", 1_000_000_000L),
            Map.entry("seconds", 1_000_000_000L),
            Map.entry("m", 60_000_000_000L),
            Map.entry("min", 60_000_000_000L),
            Map.entry("mins", 60_000_000_000L),
            Map.entry("minute", 60_000_000_000L),
            Map.entry("minutes", 60_000_000_000L),
            Map.entry("h", 3_600_000_000_000L),
            Map.entry("hr", 3_600_000_000_000L),
            Map.entry("hrs", 3_600_000_000_000L),
            Map.entry("hour", 3_600_000_000_000L),
            Map.entry("hours", 3_600_000_000_000L),
            Map.entry("d", 86_400_000_000_000L),
            Map.entry("day", 86_400_000_000_000L),
            Map.entry("days", 86_400_000_000_000L),
            Map.entry("w", 604_800_000_000_000L),
            Map.entry("wk", 604_800_000_000_000L),
            Map.entry("wks", 604_800_000_000_000L),
            Map.entry("week", 604_800_000_000_000L),
            Map.entry("weeks", 604_800_000_000_000L));
    private static final Map<String, Long> BYTES =
            Map.of("b", 1L, "kb", 1L << 10, "mb", 1L << 20, "gb", 1L << 30, "tb", 1L << 40);

    private Formats() {}

    /** Durations from {@code least} to {@code most}, both allowed. */
    public static SettingParser<Duration> duration(Duration least, Duration most) {
        String expectation = "a duration from " + show(least) + " to " + show(most) + ", such as '5 mins'";
        return text -> {
            Duration value = Duration.ofNanos(amount(text, NANOS, expectation));
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new SettingFormatException(expectation);
            }
            return value;
        };
    }

    /** Sizes in bytes from {@code least} to {@code most}, both allowed; 1 KB is 1,024 bytes. */
    public static SettingParser<Long> dataSize(long least, long most) {
        String expectation = "a size from " + showSize(least) + " to " + showSize(most) + ", such as '64 MB'";
        return text -> {
            long value = amount(text, BYTES, expectation);
            if (value < least || value > most) {
                throw new SettingFormatException(expectation);
            }
            return value;
        };
    }

    /** Whole numbers from {@code least} to {@code most}, both allowed. */
    public static SettingParser<Long> wholeNumber(long least, long most) {
        String expectation = "a whole number from " + least + " to " + most;
        return text -> {
            try {
                long value = Long.parseLong(text.strip());
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw new SettingFormatException(expectation);
            }
            throw new SettingFormatException(expectation);
        };
    }

    /** A duration in the largest unit that divides it, for example {@code 30 d}, {@code 90 s}, {@code 1 h}. */
    public static String show(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 86_400_000L == 0 && millis != 0) {
            return millis / 86_400_000L + " d";
        }
        if (millis % 3_600_000L == 0 && millis != 0) {
            return millis / 3_600_000L + " h";
        }
        if (millis % 60_000L == 0 && millis != 0) {
            return millis / 60_000L + " min";
        }
        return millis % 1000L == 0 ? millis / 1000L + " s" : millis + " ms";
    }

    /** A size in the largest unit that divides it, for example {@code 64 MB}. */
    public static String showSize(long bytes) {
        if (bytes != 0 && bytes % (1L << 30) == 0) {
            return (bytes >> 30) + " GB";
        }
        if (bytes != 0 && bytes % (1L << 20) == 0) {
            return (bytes >> 20) + " MB";
        }
        return bytes != 0 && bytes % (1L << 10) == 0 ? (bytes >> 10) + " KB" : bytes + " B";
    }

    private static long amount(String text, Map<String, Long> units, String expectation) throws SettingFormatException {
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.matches()) {
            throw new SettingFormatException(expectation);
        }
        Long unit = units.get(matcher.group(2).toLowerCase(Locale.ROOT));
        if (unit == null) {
            throw new SettingFormatException(expectation);
        }
        try {
            return new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(unit))
                    .toBigInteger()
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new SettingFormatException(expectation);
        }
    }
}
