package io.btautomations.engine.overview;

import io.btautomations.core.export.ExportToS3Step;
import io.btautomations.core.filter.FilterBtqlStep;
import io.btautomations.core.ratelimit.RateLimitOnceStep;
import io.btautomations.core.source.ScheduledBtqlQueryStep;
import io.btautomations.core.step.Counter;
import io.btautomations.engine.store.RunRecord;
import java.util.OptionalLong;

/**
 * What a run did, in numbers; empty where its steps do not count that.
 *
 * @param rows that were read
 * @param matches rows that passed the filter
 * @param notifications that were sent on their way
 * @param rowsWritten rows that were exported
 * @param objects that were written
 * @param bytesWritten of those objects
 */
public record RunFigures(
        OptionalLong rows,
        OptionalLong matches,
        OptionalLong notifications,
        OptionalLong rowsWritten,
        OptionalLong objects,
        OptionalLong bytesWritten) {

    /** The numbers of a run. */
    public static RunFigures of(RunRecord run) {
        return new RunFigures(
                figure(run, ScheduledBtqlQueryStep.ROWS),
                figure(run, FilterBtqlStep.ROWS_MATCHED),
                figure(run, RateLimitOnceStep.NOTIFICATIONS),
                figure(run, ExportToS3Step.ROWS_WRITTEN),
                figure(run, ExportToS3Step.OBJECTS_WRITTEN),
                figure(run, ExportToS3Step.BYTES_WRITTEN));
    }

    private static OptionalLong figure(RunRecord run, Counter counter) {
        Long count = run.counters().get(counter.name());
        return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    }
}
