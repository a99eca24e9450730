package io.btautomations.core.filter;

import io.btautomations.btql.RowFilter;
import io.btautomations.btql.Verdict;
import io.btautomations.core.filter.FilterSettings.MalformedRows;
import io.btautomations.core.step.ContentException;
import io.btautomations.core.step.ItemRecords;
import java.io.IOException;
import java.util.Optional;

/** Puts the records of an input to a filter, each as a row of JSON. What cannot be read fails the whole input. */
final class RecordPass implements Pass {

    private final ItemRecords records;
    private final RowFilter filter;
    private final MalformedRows policy;
    private final boolean keepsUnmatched;
    private final boolean keepsEmpty;
    private final RowTally tally = new RowTally();
    private final SelectedRecords matched;
    private final SelectedRecords unmatched;

    /** @param keepsEmpty whether what the filter holds for becomes an item even if that is nothing */
    RecordPass(
            ItemRecords records, RowFilter filter, MalformedRows policy, boolean keepsUnmatched, boolean keepsEmpty) {
        this.records = records;
        this.filter = filter;
        this.policy = policy;
        this.keepsUnmatched = keepsUnmatched;
        this.keepsEmpty = keepsEmpty;
        this.matched = new SelectedRecords(records);
        this.unmatched = new SelectedRecords(records);
    }

    @Override
    public RowTally tally() {
        return tally;
    }

    @Override
    public SelectedRecords matched() {
        return matched;
    }

    @Override
    public SelectedRecords unmatched() {
        return unmatched;
    }

    @Override
    public Optional<String> run() throws IOException {
        try (ItemRecords reading = records) {
            while (reading.next()) {
                tally.add(1);
                byte[] row = reading.row();
                Optional<String> failure = route(filter.test(row, 0, row.length));
                if (failure.isPresent()) {
                    return failure;
                }
            }
            matched.complete(keepsEmpty);
            unmatched.complete(false);
            return Optional.empty();
        } catch (ContentException e) {
            return Optional.of(e.reason());
        }
    }

    private Optional<String> route(Verdict verdict) throws IOException {
        switch (verdict) {
            case TRUE -> matched.add();
            case FALSE, UNKNOWN -> keep();
            case MALFORMED -> {
                tally.addMalformed(1);
                if (policy == MalformedRows.FAIL_BATCH) {
                    return Optional.of("Record " + tally.rows() + " is not one JSON object that a filter can read");
                }
                if (policy == MalformedRows.TO_UNMATCHED) {
                    keep();
                }
            }
        }
        return Optional.empty();
    }

    private void keep() throws IOException {
        if (keepsUnmatched) {
            unmatched.add();
        }
    }
}
