package io.btautomations.core.source;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.Counter;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import java.util.List;

/** Reads a log run by run, each from where the last one ended. */
public final class ScheduledBtqlQueryStep {

    public static final Route SUCCESS = new Route("success", "The rows of a run, in log order");

    public static final Counter ROWS = new Counter("Rows Received", "A row was read");
    public static final Counter BYTES = new Counter("Bytes Received", "A byte of the log was read");
    public static final Counter RUNS = new Counter("Runs Completed", "A run was read to its end");

    public static final StepDescriptor DESCRIPTOR = new StepDescriptor(
            "ScheduledBtqlQuery",
            "Reads LLM logs on schedule, each run from where the last one ended, without skipping or repeating a row.",
            StepDescriptor.Input.FORBIDDEN,
            SourceSettings.ALL,
            List.of(SUCCESS),
            List.of(),
            List.of(
                    Attributes.RECORD_COUNT,
                    Attributes.MIME_TYPE,
                    Attributes.FILENAME,
                    Attributes.AUTOMATION_ID,
                    Attributes.AUTOMATION_NAME,
                    Attributes.AUTOMATION_DESCRIPTION,
                    Attributes.AUTOMATION_GENERATION,
                    Attributes.AUTOMATION_IS_TEST,
                    Attributes.ORGANIZATION_ID,
                    Attributes.ORGANIZATION_NAME,
                    Attributes.PROJECT_ID,
                    Attributes.PROJECT_NAME,
                    Attributes.WINDOW_START,
                    Attributes.WINDOW_END,
                    Attributes.CURSOR_START,
                    Attributes.CURSOR_END,
                    Attributes.RUN_ID,
                    Attributes.RUN_LAST,
                    Attributes.CATCHING_UP,
                    Attributes.LAG_SECONDS,
                    Attributes.FRAGMENT_IDENTIFIER,
                    Attributes.FRAGMENT_INDEX,
                    Attributes.FRAGMENT_COUNT),
            List.of(ROWS, BYTES, RUNS),
            settings -> List.of(),
            context -> {
                throw new StepException("ScheduledBtqlQuery cannot read yet");
            });

    private ScheduledBtqlQueryStep() {}
}
