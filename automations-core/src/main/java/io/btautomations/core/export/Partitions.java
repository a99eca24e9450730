package io.btautomations.core.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Chooses the directories of a fragment's rows. Of many dates the first ones get a directory of their own. */
final class Partitions {

    /** Dates of rows that get a directory; the rows of further ones go by the window. */
    static final int MOST = 64;

    private static final String COLUMN = "date=";
    private static final String WITHOUT_DATE = COLUMN + "__HIVE_DEFAULT_PARTITION__";

    private final Partitioning partitioning;
    private final String ofWindow;
    private final Map<Long, String> directories = new HashMap<>();

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
        OptionalLong created = row.createdDay();
        if (created.isEmpty()) {
            return ofWindow;
        }
        Optional<String> known = Optional.ofNullable(directories.get(created.getAsLong()));
        if (known.isPresent()) {
            return known.get();
        }
        Optional<LocalDate> date = fourDigits(LocalDate.ofEpochDay(created.getAsLong()));
        if (date.isEmpty() || directories.size() == MOST) {
            return ofWindow;
        }
        String directory = COLUMN + date.get();
        directories.put(created.getAsLong(), directory);
        return directory;
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
