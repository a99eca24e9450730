package io.btautomations.core.filter;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.CompiledFilter;
import io.btautomations.btql.row.RowCheck;
import io.btautomations.btql.row.RowLimits;
import io.btautomations.core.filter.FilterSettings.MalformedRows;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.AttributeDescriptor;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Counter;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Separates the rows that a BTQL filter holds for. Takes JSON Lines, and JSON arrays, which leave as JSON Lines. The
 * bytes of a row are not changed; an input that matches as a whole goes on as it is. An input of a run of the source
 * ({@code btql.run.id}) sends exactly one item to {@code matched}, if need be one without rows; other inputs send none
 * without rows. Where the host reads an input as records, each is put to the filter as a row of JSON, and leaves in the
 * form that the user chose. In a filter {@code now()} is the end of the input's window, or else the time of the day.
 */
public final class FilterBtqlStep implements Step {

    public static final Route MATCHED = new Route("matched", "Rows that the filter holds for, byte for byte");
    public static final Route UNMATCHED =
            new Route("unmatched", "Rows that the filter does not hold for, or whose values leave it open");
    public static final Route FAILURE =
            new Route("failure", "Inputs that are not rows of JSON, or not what the Record Reader reads; as they came");

    public static final Counter ROWS_READ = new Counter("Rows Read", "A row was put to the filter");
    public static final Counter ROWS_MATCHED = new Counter("Rows Matched", "The filter held for a row");
    public static final Counter ROWS_MALFORMED = new Counter(
            "Rows Malformed", "A row was not one JSON object as far as it was looked at, or longer than 16 MB");

    /** Rows for a test of the filter. */
    public static final AttributeDescriptor SAMPLE = new AttributeDescriptor(
            "btql.sample", "Rows as JSON Lines that a test of the processor puts to the filter");

    private static final AttributeDescriptor WRITTEN_TYPE = new AttributeDescriptor(
            Attributes.MIME_TYPE.name(), "application/jsonl for JSON Lines; what Record Writer writes, if it is set");

    public static final StepDescriptor DESCRIPTOR = new StepDescriptor(
            "FilterBtql",
            "Sends on the rows of JSON that a BTQL filter holds for, without changing a byte of them.",
            StepDescriptor.Input.REQUIRED,
            FilterSettings.ALL,
            List.of(MATCHED, UNMATCHED, FAILURE),
            List.of(Attributes.RUN_ID, Attributes.WINDOW_END, SAMPLE),
            List.of(Attributes.RECORD_COUNT, WRITTEN_TYPE, Attributes.FILTER, Attributes.FILTER_ERROR),
            List.of(ROWS_READ, ROWS_MATCHED, ROWS_MALFORMED),
            new FilterRules(),
            FilterBtqlStep::new);

    private static final int INPUTS_AT_ONCE = 100;
    private static final String JSON_LINES = "application/jsonl";

    private final StepContext context;
    private final String text;
    private final MalformedRows policy;
    private final CompiledFilter filter;
    private Instant now;

    private FilterBtqlStep(StepContext context) throws StepException {
        this.context = context;
        this.text = text(context.settings());
        this.policy = context.settings().get(FilterSettings.MALFORMED_ROWS);
        this.now = context.clock().now();
        try {
            RowCheck check = context.settings().get(FilterSettings.ROW_CHECK).check();
            this.filter = Btql.filter(text, BtqlOptions.of(() -> now).withRowCheck(check));
        } catch (BtqlException e) {
            throw new StepException(problem(e), e);
        }
    }

    @Override
    public Progress trigger(StepSession session) throws StepException {
        List<FlowItem> inputs = session.take(INPUTS_AT_ONCE);
        for (FlowItem input : inputs) {
            filter(session, input);
        }
        return inputs.isEmpty() ? Progress.IDLE : Progress.MORE;
    }

    @Override
    public List<CheckResult> verify(Map<String, String> attributes) {
        return new FilterCheck(BtqlOptions.of(context.clock()::now).withRowCheck(RowCheck.EVERY_BYTE))
                .run(text, Optional.ofNullable(attributes.get(SAMPLE.name())));
    }

    private void filter(StepSession session, FlowItem input) throws StepException {
        now = timeOf(input);
        boolean keepsUnmatched = !context.isTerminated(UNMATCHED);
        Pass pass = session.records(input)
                .<Pass>map(records ->
                        new RecordPass(records, filter.newRowFilter(), policy, keepsUnmatched, isOfRun(input)))
                .orElseGet(() -> new FilterPass(
                        session, input, filter.newRowFilter(), policy, RowLimits.DEFAULT, keepsUnmatched));
        boolean isDone = false;
        Optional<String> failure = Optional.empty();
        try {
            failure = pass.run();
            isDone = failure.isEmpty();
        } catch (IOException e) {
            throw new StepException("The content of an input cannot be read: " + e.getMessage(), e);
        } finally {
            if (!isDone) {
                pass.discard();
            }
        }
        context.events().count(ROWS_READ, pass.tally().rows());
        context.events().count(ROWS_MALFORMED, pass.tally().malformed());
        if (failure.isPresent()) {
            fail(session, input, failure.get());
        } else {
            context.events().count(ROWS_MATCHED, pass.matched().rows());
            tellOfMalformed(pass.tally());
            send(session, input, pass);
        }
    }

    private void tellOfMalformed(RowTally tally) {
        if (tally.malformed() > 0) {
            context.events()
                    .warn(
                            "%,d of %,d rows are not one JSON object, the first is row %,d of its input; Malformed Rows is '%s'"
                                    .formatted(
                                            tally.malformed(), tally.rows(), tally.firstMalformed(), policy.value()));
        }
    }

    /** What {@code now()} is for an input: the end of its window, so that a repeated run gives the same rows. */
    private Instant timeOf(FlowItem input) {
        Optional<String> windowEnd = input.attribute(Attributes.WINDOW_END);
        try {
            return windowEnd.isPresent()
                    ? Instant.parse(windowEnd.get())
                    : context.clock().now();
        } catch (DateTimeParseException e) {
            return context.clock().now();
        }
    }

    /** Whether the input is of a run, which sends an item to {@code matched} even without rows. */
    private static boolean isOfRun(FlowItem input) {
        return input.attribute(Attributes.RUN_ID).isPresent();
    }

    private void send(StepSession session, FlowItem input, Pass pass) {
        boolean isMatchedSent = pass.matched().rows() > 0 || isOfRun(input);
        boolean isUnmatchedSent = pass.unmatched().rows() > 0;
        boolean isInputSent = isMatchedSent && pass.matched().isWholeInput()
                || isUnmatchedSent && pass.unmatched().isWholeInput();
        if (isMatchedSent) {
            Map<String, String> attributes = attributes(pass.matched(), Map.of(Attributes.FILTER.name(), text));
            send(session, pass.matched().toItem(attributes), MATCHED, pass.matched(), pass.tally());
        }
        if (isUnmatchedSent) {
            FlowItem item = pass.unmatched().toItem(attributes(pass.unmatched(), Map.of()));
            send(session, item, UNMATCHED, pass.unmatched(), pass.tally());
        }
        if (!isInputSent) {
            session.drop(input);
        }
    }

    private void send(StepSession session, FlowItem item, Route route, Selection rows, RowTally tally) {
        context.events().routed(item, route, rows.rows() + " of " + tally.rows() + " rows");
        session.transfer(item, route);
    }

    private static Map<String, String> attributes(Selection rows, Map<String, String> more) {
        Map<String, String> attributes = new HashMap<>(more);
        attributes.put(Attributes.RECORD_COUNT.name(), Long.toString(rows.rows()));
        attributes.put(Attributes.MIME_TYPE.name(), JSON_LINES);
        return attributes;
    }

    private void fail(StepSession session, FlowItem input, String reason) {
        FlowItem failed = session.withAttributes(input, Map.of(Attributes.FILTER_ERROR.name(), reason));
        context.events().routed(failed, FAILURE, reason);
        context.events().warn(reason + " in " + input.id() + ", which goes to failure as it came");
        session.transfer(failed, FAILURE);
    }

    static String text(Settings settings) {
        return settings.find(FilterSettings.FILTER).orElse("");
    }

    static String problem(BtqlException e) {
        return FilterSettings.FILTER.name() + " is no filter: " + e.getMessage();
    }
}
