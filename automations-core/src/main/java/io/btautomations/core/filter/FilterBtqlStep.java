package io.btautomations.core.filter;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.Counter;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import java.util.List;

/** Separates the rows that a BTQL filter holds for. */
public final class FilterBtqlStep {

    public static final Route MATCHED = new Route("matched", "Rows that the filter holds for, byte for byte");
    public static final Route UNMATCHED =
            new Route("unmatched", "Rows that the filter does not hold for, or whose values leave it open");
    public static final Route FAILURE = new Route("failure", "Inputs that are not rows of JSON, as they came");

    public static final Counter ROWS_READ = new Counter("Rows Read", "A row was put to the filter");
    public static final Counter ROWS_MATCHED = new Counter("Rows Matched", "The filter held for a row");
    public static final Counter ROWS_MALFORMED = new Counter("Rows Malformed", "A row was not one JSON object");

    public static final StepDescriptor DESCRIPTOR = new StepDescriptor(
            "FilterBtql",
            "Sends on the rows of JSON that a BTQL filter holds for, without changing a byte of them.",
            StepDescriptor.Input.REQUIRED,
            FilterSettings.ALL,
            List.of(MATCHED, UNMATCHED, FAILURE),
            List.of(Attributes.MIME_TYPE, Attributes.RUN_ID),
            List.of(Attributes.RECORD_COUNT, Attributes.MIME_TYPE, Attributes.FILTER, Attributes.FILTER_ERROR),
            List.of(ROWS_READ, ROWS_MATCHED, ROWS_MALFORMED),
            settings -> List.of(),
            context -> {
                throw new StepException("FilterBtql cannot filter yet");
            });

    private FilterBtqlStep() {}
}
