package io.btautomations.core.export;

import io.btautomations.core.aws.S3Settings;
import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.ContentException;
import io.btautomations.core.step.Counter;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemRecords;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Exports rows to objects, with a commit log that proves what was exported. */
public final class ExportToS3Step implements Step {

    static final Route SUCCESS = new Route("success", "Items whose rows are exported and in the commit log");
    static final Route FAILURE = new Route(
            "failure",
            "Items that are not fit to be exported, or that the store did not take within Retry Time Limit, with the"
                    + " reason in export.error");

    public static final Counter OBJECTS_WRITTEN = new Counter("Objects Written", "One object written");
    public static final Counter ROWS_WRITTEN = new Counter("Rows Written", "One row exported");
    public static final Counter BYTES_WRITTEN = new Counter("Bytes Written", "One byte of an object written");
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
                    Attributes.COLUMNS),
            List.of(
                    Attributes.EXPORT_LOCATION,
                    Attributes.EXPORT_OBJECTS,
                    Attributes.EXPORT_BYTES,
                    Attributes.EXPORT_ERROR),
            List.of(OBJECTS_WRITTEN, ROWS_WRITTEN, BYTES_WRITTEN, REPLAYS_DROPPED),
            S3Settings::check,
            ExportToS3Step::new);

    /** Begins the explanation of a check that passed and has something against it. */
    static final String WARNING = "Warning: ";

    private static final String DOCUMENT_TYPE = "application/json";

    private final StepContext context;
    private final Exporters exporters;
    private final Patience patience;

    private ExportToS3Step(StepContext context) {
        this.context = context;
        this.exporters = new Exporters(context);
        this.patience = new Patience(context.settings().get(ExportSettings.RETRY_TIME_LIMIT));
    }

    @Override
    public Progress trigger(StepSession session) throws StepException {
        List<FlowItem> items = session.take(1);
        for (FlowItem item : items) {
            handle(session, item);
        }
        return items.isEmpty() ? Progress.IDLE : Progress.MORE;
    }

    @Override
    public List<CheckResult> verify(Map<String, String> attributes) {
        try {
            ExportTarget target = ExportTarget.of(context.settings(), attributes, context.componentId());
            List<CheckResult> results = new ArrayList<>(RoleChecks.run(target, context.network()));
            results.addAll(probe(target, context.nodeId()));
            return results;
        } catch (UnfitItemException e) {
            return List.of(CheckResult.failed("Settings", e.reason()));
        }
    }

    @Override
    public void close() {
        exporters.close();
    }

    private void handle(StepSession session, FlowItem item) throws StepException {
        Instant begin = context.clock().now();
        try {
            ExportTarget target = ExportTarget.of(session.settings(item), context.componentId());
            if (item.attribute(Attributes.AUTOMATION_IS_TEST)
                    .filter("true"::equals)
                    .isPresent()) {
                test(session, item, target);
                return;
            }
            Fragment fragment = Fragment.of(
                    item, target.layout().automation(), target.layout().generation());
            Optional<Exporter.Outcome> outcome = export(session, item, target, fragment);
            if (outcome.isPresent()) {
                Duration elapsed = Duration.between(begin, context.clock().now());
                report(session, item, target, outcome.get(), elapsed);
            }
        } catch (UnfitItemException e) {
            fail(session, item, e.reason());
        } catch (BindingException e) {
            throw new StepException(e.reason(), e);
        }
    }

    /** Exports the fragment; without outcome if that failed for so long that it was given up. */
    private Optional<Exporter.Outcome> export(
            StepSession session, FlowItem item, ExportTarget target, Fragment fragment)
            throws UnfitItemException, BindingException, StepException {
        try {
            Exporter.Outcome outcome = write(session, item, target, fragment);
            patience.forget(fragment.identity());
            return Optional.of(outcome);
        } catch (IOException e) {
            String reason =
                    Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
            if (patience.isOver(fragment.identity(), context.clock().now())) {
                patience.forget(fragment.identity());
                fail(session, item, "given up after " + ExportSettings.RETRY_TIME_LIMIT.name() + ": " + reason);
                return Optional.empty();
            }
            throw new StepException("The export failed and is tried again: " + reason, e);
        }
    }

    private Exporter.Outcome write(StepSession session, FlowItem item, ExportTarget target, Fragment fragment)
            throws IOException, UnfitItemException, BindingException {
        Optional<ItemRecords> records = session.records(item);
        if (records.isPresent()) {
            return writeRecords(records.get(), target, fragment);
        }
        boolean document = item.attribute(Attributes.MIME_TYPE)
                .filter(type -> type.split(";", 2)[0].strip().equalsIgnoreCase(DOCUMENT_TYPE))
                .isPresent();
        try (InputStream content = session.read(item)) {
            return exporters.of(target).export(fragment, content, document);
        }
    }

    private Exporter.Outcome writeRecords(ItemRecords records, ExportTarget target, Fragment fragment)
            throws IOException, UnfitItemException, BindingException {
        try (InputStream content = new RecordLines(records)) {
            return exporters.of(target).export(fragment, content, false);
        } catch (ContentException e) {
            throw new UnfitItemException(e.reason());
        }
    }

    private void report(
            StepSession session, FlowItem item, ExportTarget target, Exporter.Outcome outcome, Duration elapsed) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(Attributes.EXPORT_LOCATION.name(), target.location().toString());
        attributes.put(
                Attributes.EXPORT_OBJECTS.name(),
                Integer.toString(outcome.objects().size()));
        attributes.put(Attributes.EXPORT_BYTES.name(), Long.toString(outcome.bytes()));
        FlowItem exported = session.withAttributes(item, attributes);
        if (outcome.replayed()) {
            context.events().count(REPLAYS_DROPPED, 1);
            context.events().routed(exported, SUCCESS, "The commit log had it already");
        } else {
            context.events().count(OBJECTS_WRITTEN, outcome.objects().size());
            context.events().count(ROWS_WRITTEN, outcome.rows());
            context.events().count(BYTES_WRITTEN, outcome.bytes());
            context.events().sent(exported, target.location().toString(), elapsed);
        }
        session.transfer(exported, SUCCESS);
    }

    /** Rows of a test run are not exported: a small object is written and deleted in their place. */
    private void test(StepSession session, FlowItem item, ExportTarget target) {
        List<CheckResult> results = probe(target, item.id());
        results.stream()
                .map(CheckResult::explanation)
                .filter(text -> text.startsWith(WARNING))
                .forEach(context.events()::warn);
        List<String> failures = results.stream()
                .filter(result -> result.outcome() == CheckResult.Outcome.FAILED)
                .map(CheckResult::explanation)
                .toList();
        if (failures.isEmpty()) {
            context.events().info("The test wrote and deleted an object in " + target.location());
            session.transfer(item, SUCCESS);
        } else {
            fail(session, item, String.join("; ", failures));
        }
    }

    private List<CheckResult> probe(ExportTarget target, String name) {
        try (ObjectStore store = exporters.store(target)) {
            return new StoreProbe(store, target.layout().test(name)).run();
        } catch (IOException e) {
            return List.of(CheckResult.failed(
                    "Open store", Optional.ofNullable(e.getMessage()).orElse("")));
        }
    }

    private void fail(StepSession session, FlowItem item, String reason) {
        FlowItem failed = session.withAttributes(item, Map.of(Attributes.EXPORT_ERROR.name(), reason));
        context.events().warn("Not exported: " + reason);
        context.events().routed(failed, FAILURE, reason);
        session.transfer(failed, FAILURE);
    }
}
