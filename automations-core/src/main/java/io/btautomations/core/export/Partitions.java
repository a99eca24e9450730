package io.btautomations.core.export;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
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

    /**
     * The directory of a row.
     *
     * @throws UnfitItemException if the row is not one whole JSON object
     */
    String of(RowReader row) throws IOException, UnfitItemException {
        Optional<LocalDate> created = RowInspector.created(row);
        if (partitioning == Partitioning.WINDOW || created.isEmpty()) {
            return ofWindow;
        }
        LocalDate date = created.get();
        if (!dates.contains(date) && dates.size() == MOST) {
            return ofWindow;
        }
        dates.add(date);
        return COLUMN + date;
    }

    private static Optional<LocalDate> begin(CursorRange window) {
        try {
            LocalDate date =
                    Instant.parse(window.start()).atZone(ZoneOffset.UTC).toLocalDate();
            return date.getYear() >= 0 && date.getYear() <= 9999 ? Optional.of(date) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
