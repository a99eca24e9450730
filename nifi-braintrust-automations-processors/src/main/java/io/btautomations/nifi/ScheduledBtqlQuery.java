package io.btautomations.nifi;

import io.btautomations.core.source.ScheduledBtqlQueryStep;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.PrimaryNodeOnly;
import org.apache.nifi.annotation.behavior.Stateful;
import org.apache.nifi.annotation.behavior.SystemResource;
import org.apache.nifi.annotation.behavior.SystemResourceConsideration;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.configuration.DefaultSettings;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.documentation.UseCase;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.scheduling.SchedulingStrategy;

/** ScheduledBtqlQuery, hosted in NiFi. What it does is {@link ScheduledBtqlQueryStep}'s business. */
@Tags({
    "braintrust",
    "btql",
    "llm",
    "logs",
    "traces",
    "json",
    "jsonl",
    "ingest",
    "incremental",
    "checkpoint",
    "source",
    "automation"
})
@CapabilityDescription("""
        Reads LLM logs on schedule, each run from where the last one ended, without skipping or \
        repeating a row. The Run Schedule is the interval of the automation. After a downtime the next \
        run covers the whole time since the last one; runs follow each other at once until the log is \
        read to its end. Reads spans, traces or the result of a query from Braintrust's API, or local files. \
        Stop, Run Once and start it to trigger the automation by hand; clear its state to reset the automation.""")
@InputRequirement(Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 min")
@DefaultSettings(yieldDuration = "5 sec")
@Stateful(scopes = Scope.CLUSTER, description = """
        The checkpoint, which is how far the log has been read, and of which log and query; the run that is \
        under way, so that it is repeated exactly after a crash; the generation of the automation; and the last runs, newest \
        last, as its history. Clearing the state resets the automation: it begins anew at its Start \
        Position, under a new generation.""")
@SystemResourceConsideration(resource = SystemResource.MEMORY, description = """
        Rows are sent on as they are read. Traces are gathered first: in memory those of one page of "Page Size" of a \
        live log, and the summaries of one run of files. A query of groups keeps its groups in memory.""")
@SystemResourceConsideration(resource = SystemResource.DISK, description = """
        Traces of files are gathered in a temporary file, as much as was written within "Trace Lookback".""")
@WritesAttributes({
    @WritesAttribute(attribute = "record.count", description = "Number of rows in the content"),
    @WritesAttribute(attribute = "mime.type", description = "application/jsonl for JSON Lines"),
    @WritesAttribute(attribute = "filename", description = "A name for the content"),
    @WritesAttribute(
            attribute = "automation.id",
            description = "Identifies the automation; a UUID unless set otherwise"),
    @WritesAttribute(attribute = "automation.name", description = "Name of the automation"),
    @WritesAttribute(attribute = "automation.description", description = "Description of the automation"),
    @WritesAttribute(
            attribute = "automation.generation",
            description = "ULID of the automation's life since its last reset"),
    @WritesAttribute(
            attribute = "automation.is_test",
            description = "true for rows of a test run, which moves no checkpoint, window or counter"),
    @WritesAttribute(attribute = "braintrust.org.id", description = "Braintrust organization id"),
    @WritesAttribute(attribute = "braintrust.org.name", description = "Braintrust organization name"),
    @WritesAttribute(attribute = "braintrust.project.id", description = "Braintrust project id"),
    @WritesAttribute(attribute = "braintrust.project.name", description = "Braintrust project name"),
    @WritesAttribute(
            attribute = "btql.window.start",
            description = "Beginning of the run's write-time window, inclusive; ISO-8601 UTC with milliseconds"),
    @WritesAttribute(
            attribute = "btql.window.end",
            description = "End of the run's write-time window, exclusive; ISO-8601 UTC with milliseconds"),
    @WritesAttribute(
            attribute = "btql.cursor.start",
            description = "Beginning of the content's range of the log; sorts as text in log order"),
    @WritesAttribute(attribute = "btql.cursor.end", description = "End of the content's range of the log, exclusive"),
    @WritesAttribute(
            attribute = "btql.run.id",
            description = "Identifies the run of the source; the same when the run is repeated after a crash"),
    @WritesAttribute(attribute = "btql.run.last", description = "true on the last item of a run; it may hold no rows"),
    @WritesAttribute(
            attribute = "btql.catching.up",
            description = "true while the source still reads rows of the past"),
    @WritesAttribute(
            attribute = "btql.lag.seconds",
            description = "Seconds from the end of the run's window to the time of the run"),
    @WritesAttribute(attribute = "btql.lag.rows", description = "Rows that wait beyond the run, if that is known"),
    @WritesAttribute(
            attribute = "btql.snapshot",
            description = "true for the whole result of a query, of which nothing is said what it covers of the log"),
    @WritesAttribute(
            attribute = "btql.columns",
            description = "Columns of the query's result with their types, such as: model text, cost double"),
    @WritesAttribute(attribute = "fragment.identifier", description = "The run that the content is a part of"),
    @WritesAttribute(attribute = "fragment.index", description = "Position of the content within its run, from 0"),
    @WritesAttribute(attribute = "fragment.count", description = "Number of parts of the run; only on the last part")
})
@UseCase(
        description = "Send new LLM logs on their way, in portions, without skipping or repeating a row.",
        keywords = {"braintrust", "logs", "incremental"},
        configuration = """
                Leave "Mode" at "Scheduled" and set "Log Source" and what it asks for.
                Set "Start Position" to "Now" for alerts and to "Beginning" for exports.
                Set the Run Schedule to how often the logs should be looked at.
                Connect "success" to FilterBtql for an alert or to ExportToS3 for an export.""")
@UseCase(
        description = "Watch or export the logs of a Braintrust project.",
        keywords = {"braintrust", "api", "project_logs", "btql"},
        configuration = """
                Set "Log Source" to "Braintrust API" and bind "API Key" to a sensitive parameter.
                Set "Project ID", or "Project Name", and "API URL" if the project is not in the US data plane.
                Set "Data" to "Spans" for alerts, to "Traces" for whole traces, or to "Custom BTQL" for the rows of a query.
                Leave "Evaluation Delay" at 60 s: writes that arrive late are not missed then.""")
@UseCase(
        description =
                "Try a whole automation on recent logs, without moving its checkpoint, its windows or its counts.",
        keywords = {"test", "dry run"},
        configuration = """
                Stop the processor, set "Mode" to "Test Run" and choose Run Once.
                The newest rows go through the flow marked as a test: webhooks say so, exports write and delete a small object.
                Set "Mode" back to "Scheduled" and start the processor again.""")
@SeeAlso({FilterBtql.class, RateLimitOnce.class, PostWebhookPayload.class, ExportToS3.class})
public final class ScheduledBtqlQuery extends StepProcessor {

    public ScheduledBtqlQuery() {
        super(ScheduledBtqlQueryStep.DESCRIPTOR);
    }

    ScheduledBtqlQuery(HostPorts ports) {
        super(ScheduledBtqlQueryStep.DESCRIPTOR, ports);
    }
}
