package io.btautomations.btql.function;

import io.btautomations.btql.value.InstantValue;
import io.btautomations.btql.value.IntervalValue;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.Value;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Calendar arithmetic: truncation to units, whose boundaries the time zone's offset moves, and shifting by intervals.
 */
public final class DateTimes {

    private static final Map<String, Duration> MULTIPLE_UNITS = Map.of(
            "second", Duration.ofSeconds(1),
            "seconds", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "minutes", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "hours", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "days", Duration.ofDays(1));

    private DateTimes() {}

    /** A unit to truncate to. */
    public sealed interface Unit permits CalendarUnit, Multiple {}

    /** One of the named units. Weeks start on Monday. */
    public enum CalendarUnit implements Unit {
        SECOND,
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH,
        YEAR
    }

    /** Several seconds, minutes, hours or days, counted from 1970-01-01 in local time. */
    public record Multiple(Duration length) implements Unit {}

    /** The unit that the first argument of {@code date_trunc} names: {@code 'day'}, {@code '15 minutes'}. */
    public static Optional<Unit> unit(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        for (CalendarUnit unit : CalendarUnit.values()) {
            if (unit.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(unit);
            }
        }
        String[] parts = word.split("\\s+");
        if (parts.length != 2 || !parts[0].matches("[0-9]{1,9}") || !MULTIPLE_UNITS.containsKey(parts[1])) {
            return Optional.empty();
        }
        long count = Long.parseLong(parts[0]);
        return count == 0
                ? Optional.empty()
                : Optional.of(new Multiple(MULTIPLE_UNITS.get(parts[1]).multipliedBy(count)));
    }

    /** The last boundary of {@code unit} at or before {@code instant}, for clocks that show {@code offset}. */
    public static Instant truncate(Instant instant, Unit unit, ZoneOffset offset) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, offset);
        return switch (unit) {
            case CalendarUnit calendar -> truncate(local, calendar).toInstant(offset);
            case Multiple multiple -> {
                long length = multiple.length().toSeconds();
                long second = local.toEpochSecond(ZoneOffset.UTC);
                yield Instant.ofEpochSecond(second - Math.floorMod(second, length) - offset.getTotalSeconds());
            }
        };
    }

    private static LocalDateTime truncate(LocalDateTime local, CalendarUnit unit) {
        LocalDateTime day = local.truncatedTo(ChronoUnit.DAYS);
        return switch (unit) {
            case SECOND -> local.truncatedTo(ChronoUnit.SECONDS);
            case MINUTE -> local.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> local.truncatedTo(ChronoUnit.HOURS);
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    /** {@code instant} moved; months are counted in UTC and end at the last day of a shorter month. */
    static Value plus(Instant instant, IntervalValue interval) {
        try {
            Instant shifted = interval.months() == 0
                    ? instant
                    : LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
                            .plusMonths(interval.months())
                            .toInstant(ZoneOffset.UTC);
            return new InstantValue(shifted.plus(interval.duration()));
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return NullValue.NULL;
        }
    }
}
