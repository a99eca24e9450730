package io.btautomations.core.parquet;

import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.IsoChronology;
import java.util.OptionalLong;

/** Reads times as logs mostly spell them, without making objects of them. */
public final class UtcTime {

    private static final int SECONDS_END = 19;
    private static final int MOST_FRACTION = 6;
    private static final long MICROS = 1_000_000L;
    private static final long SECONDS_OF_DAY = 86_400L;

    private UtcTime() {}

    /**
     * Microseconds since 1970 of a time such as {@code 2026-01-02T03:04:05.678Z}.
     *
     * @return empty if the text is anything else, such as a time with another zone or with more digits
     */
    public static OptionalLong micros(byte[] bytes, int from, int to) {
        int length = to - from;
        boolean shaped = length > SECONDS_END
                && bytes[to - 1] == 'Z'
                && bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && bytes[from + 10] == 'T'
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':';
        if (!shaped) {
            return OptionalLong.empty();
        }
        int year = number(bytes, from, 4);
        int month = number(bytes, from + 5, 2);
        int day = number(bytes, from + 8, 2);
        int hour = number(bytes, from + 11, 2);
        int minute = number(bytes, from + 14, 2);
        int second = number(bytes, from + 17, 2);
        int fraction = fraction(bytes, from + SECONDS_END, to - 1);
        boolean valid = isDate(year, month, day)
                && hour >= 0
                && hour <= 23
                && minute >= 0
                && minute <= 59
                && second >= 0
                && second <= 59
                && fraction >= 0;
        if (!valid) {
            return OptionalLong.empty();
        }
        long seconds =
                LocalDate.of(year, month, day).toEpochDay() * SECONDS_OF_DAY + hour * 3_600L + minute * 60L + second;
        return OptionalLong.of(seconds * MICROS + fraction);
    }

    private static boolean isDate(int year, int month, int day) {
        return year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year));
    }

    /** Microseconds of a point and digits, or of nothing; negative if it is neither. */
    private static int fraction(byte[] bytes, int from, int to) {
        int digits = to - from - 1;
        if (digits < 0) {
            return 0;
        }
        if (bytes[from] != '.' || digits == 0 || digits > MOST_FRACTION) {
            return -1;
        }
        int value = number(bytes, from + 1, digits);
        for (int missing = digits; missing < MOST_FRACTION && value >= 0; missing++) {
            value *= 10;
        }
        return value;
    }

    /** The number of these digits; negative if they are no digits. */
    private static int number(byte[] bytes, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
