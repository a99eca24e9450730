package io.btautomations.btql.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Dates and times as text: {@code 2024-01-15}, {@code 2024-01-15T10:30}, {@code 2024-01-15 10:30:00.250+01:00}. Without
 * an offset the text is UTC.
 */
public final class IsoTime {

    private final String text;
    private int position;

    private IsoTime(String text) {
        this.text = text;
    }

    /** The instant that {@code text} spells, if it spells one. */
    public static Optional<Instant> parse(String text) {
        if (text.length() < 10 || text.length() > 40 || text.charAt(4) != '-') {
            return Optional.empty();
        }
        try {
            return new IsoTime(text).parse();
        } catch (DateTimeException noSuchDate) {
            return Optional.empty();
        }
    }

    /** {@code 2024-11-09T00:00:00Z}; fractions of a second in groups of three digits where they are not zero. */
    public static String format(Instant instant) {
        return instant.toString();
    }

    private Optional<Instant> parse() {
        int year = digits(4);
        boolean dashed = skip('-');
        int month = digits(2);
        boolean dashedAgain = skip('-');
        int day = digits(2);
        if (year < 0 || !dashed || month < 0 || !dashedAgain || day < 0) {
            return Optional.empty();
        }
        LocalDate date = LocalDate.of(year, month, day);
        if (position == text.length()) {
            return Optional.of(date.atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        if (!skip('T') && !skip('t') && !skip(' ')) {
            return Optional.empty();
        }
        return time().flatMap(time ->
                offset().map(offset -> LocalDateTime.of(date, time).toInstant(offset)));
    }

    private Optional<LocalTime> time() {
        int hour = digits(2);
        boolean colon = skip(':');
        int minute = digits(2);
        if (hour < 0 || !colon || minute < 0) {
            return Optional.empty();
        }
        if (!skip(':')) {
            return Optional.of(LocalTime.of(hour, minute));
        }
        int second = digits(2);
        int nano = skip('.') || skip(',') ? fraction() : 0;
        return second < 0 || nano < 0 ? Optional.empty() : Optional.of(LocalTime.of(hour, minute, second, nano));
    }

    private Optional<ZoneOffset> offset() {
        skip(' ');
        if (position == text.length()) {
            return Optional.of(ZoneOffset.UTC);
        }
        char sign = text.charAt(position++);
        if (sign == 'Z' || sign == 'z') {
            return position == text.length() ? Optional.of(ZoneOffset.UTC) : Optional.empty();
        }
        int hours = digits(2);
        skip(':');
        int minutes = position == text.length() ? 0 : digits(2);
        if (sign != '+' && sign != '-' || hours < 0 || minutes < 0 || position != text.length()) {
            return Optional.empty();
        }
        return Optional.of(
                sign == '+' ? ZoneOffset.ofHoursMinutes(hours, minutes) : ZoneOffset.ofHoursMinutes(-hours, -minutes));
    }

    /** A number of exactly {@code count} digits, or -1. */
    private int digits(int count) {
        if (position + count > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < count; i++) {
            int digit = text.charAt(position + i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        position += count;
        return number;
    }

    /** One to nine digits after the point as nanoseconds, further ones dropped; -1 if there is none. */
    private int fraction() {
        int nano = 0;
        int count = 0;
        while (position < text.length() && Character.digit(text.charAt(position), 10) >= 0) {
            if (count < 9) {
                nano = nano * 10 + Character.digit(text.charAt(position), 10);
            }
            count++;
            position++;
        }
        for (int i = count; i < 9; i++) {
            nano *= 10;
        }
        return count == 0 ? -1 : nano;
    }

    private boolean skip(char expected) {
        boolean found = position < text.length() && text.charAt(position) == expected;
        if (found) {
            position++;
        }
        return found;
    }
}
