package io.btautomations.core.export;

import io.btautomations.core.aws.S3Settings;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Counter;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.util.List;
import java.util.Map;

/** Exports rows to objects, with a commit log that proves what was exported. */
public final class ExportToS3Step implements Step {

    static final Route SUCCESS = new Route("success", "Items whose rows are exported and in the commit log");
    static final Route FAILURE = new Route("failure", "Items whose content or identity is not fit to be exported");

    static final Counter OBJECTS_WRITTEN = new Counter("Objects Written", "One object written");
    static final Counter ROWS_WRITTEN = new Counter("Rows Written", "One row exported");
    static final Counter BYTES_WRITTEN = new Counter("Bytes Written", "One byte of an object written");
    static final Counter REPLAYS_DROPPED =
            new Counter("Replays Dropped", "One item that the commit log had already, and that was not written again");

    public static final StepDescriptor DESCRIPTOR = new StepDescriptor(
            "ExportToS3",
            "Exports rows to Amazon S3, a store that speaks its protocol, or a directory, with a hash-chained commit log"
                    + " that proves the export whole.",
            StepDescriptor.Input.REQUIRED,
            ExportSettings.all(),
            List.of(SUCCESS, FAILURE),
            List.of(
                    Attributes.MIME_TYPE,
                    Attributes.AUTOMATION_ID,
                    Attributes.AUTOMATION_GENERATION,
                    Attributes.AUTOMATION_IS_TEST,
                    Attributes.ORGANIZATION_ID,
                    Attributes.PROJECT_ID,
                    Attributes.RUN_ID,
                    Attributes.RUN_LAST,
                    Attributes.CURSOR_START,
                    Attributes.CURSOR_END,
                    Attributes.WINDOW_START,
                    Attributes.WINDOW_END,
                    Attributes.FRAGMENT_INDEX,
                    Attributes.FRAGMENT_COUNT),
            List.of(
                    Attributes.EXPORT_LOCATION,
                    Attributes.EXPORT_OBJECTS,
                    Attributes.EXPORT_BYTES,
                    Attributes.EXPORT_ERROR),
            List.of(OBJECTS_WRITTEN, ROWS_WRITTEN, BYTES_WRITTEN, REPLAYS_DROPPED),
            S3Settings::check,
            ExportToS3Step::new);

    private final StepContext context;

    private ExportToS3Step(StepContext context) {
        this.context = context;
    }

    @Override
    public Progress trigger(StepSession session) throws StepException {
        throw new StepException("ExportToS3 is on its way: " + context.componentName());
    }

    @Override
    public List<CheckResult> verify(Map<String, String> attributes) {
        return List.of(CheckResult.skipped("Export", "ExportToS3 is on its way"));
    }
}
