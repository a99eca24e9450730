package io.btautomations.core.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Chooses the directories of a fragment's rows. Of many dates the first ones get a directory of their own. */
final class Partitions {

    /** Dates of rows that get a directory; the rows of further ones go by the window. */
    static final int MOST = 64;

    private static final String COLUMN = "date=";
    private static final String WITHOUT_DATE = COLUMN + "__HIVE_DEFAULT_PARTITION__";

    private final Partitioning partitioning;
    private final String ofWindow;
    private final Set<LocalDate> dates = new HashSet<>();

    Partitions(Partitioning partitioning, Fragment fragment) {
        this.partitioning = partitioning;
        this.ofWindow = fragment.window()
                .flatMap(Partitions::begin)
                .map(date -> COLUMN + date)
                .orElse(WITHOUT_DATE);
    }

    /** The directory of the row at hand. */
    String of(ExportRows row) {
        if (partitioning == Partitioning.WINDOW) {
            return ofWindow;
        }
        Optional<LocalDate> created = row.created().flatMap(Partitions::date);
        if (created.isEmpty() || (!dates.contains(created.get()) && dates.size() == MOST)) {
            return ofWindow;
        }
        dates.add(created.get());
        return COLUMN + created.get();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return fourDigits(
                    text.length() == 10
                            ? LocalDate.parse(text)
                            : OffsetDateTime.parse(text)
                                    .withOffsetSameInstant(ZoneOffset.UTC)
                                    .toLocalDate());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> begin(CursorRange window) {
        try {
            return fourDigits(
                    Instant.parse(window.start()).atZone(ZoneOffset.UTC).toLocalDate());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> fourDigits(LocalDate date) {
        return date.getYear() >= 0 && date.getYear() <= 9999 ? Optional.of(date) : Optional.empty();
    }
}
