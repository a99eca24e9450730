package io.btautomations.nifi;

import io.btautomations.core.ratelimit.RateLimitOnceStep;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.ReadsAttributes;
import org.apache.nifi.annotation.behavior.Stateful;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.behavior.TriggerWhenAnyDestinationAvailable;
import org.apache.nifi.annotation.behavior.TriggerWhenEmpty;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.documentation.UseCase;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.scheduling.SchedulingStrategy;

/** RateLimitOnce, hosted in NiFi. What it does is {@link RateLimitOnceStep}'s business. */
@Tags({"rate limit", "throttle", "debounce", "alert", "notify", "once", "interval", "deduplicate", "automation"})
@CapabilityDescription("""
        Sends at most one notification per interval; the matches in between are counted into the next \
        one, so that every match is in exactly one notification. The first match after silence is told \
        of at once. The limit holds over restarts and, in a cluster, over all nodes. While "notify" has \
        no room, matches are counted on instead of piling up.""")
@InputRequirement(Requirement.INPUT_REQUIRED)
@TriggerSerially
@TriggerWhenEmpty
@TriggerWhenAnyDestinationAvailable
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 sec")
@Stateful(scopes = Scope.CLUSTER, description = """
        Per group the current window, the number of matches that no notification has told of yet, hashes \
        of the ids of the rows counted in the window, the number of the last notification, and the \
        decisions that are under way. Clearing the state forgets the matches that were not told of yet.""")
@ReadsAttributes({
    @ReadsAttribute(attribute = "record.count", description = "Number of rows in the content"),
    @ReadsAttribute(attribute = "mime.type", description = "application/jsonl for JSON Lines"),
    @ReadsAttribute(
            attribute = "automation.id",
            description = "Identifies the automation; a UUID unless set otherwise"),
    @ReadsAttribute(attribute = "automation.name", description = "Name of the automation"),
    @ReadsAttribute(attribute = "automation.description", description = "Description of the automation"),
    @ReadsAttribute(
            attribute = "automation.generation",
            description = "ULID of the automation's life since its last reset"),
    @ReadsAttribute(
            attribute = "automation.is_test",
            description = "true for rows of a test run, which moves no checkpoint, window or counter"),
    @ReadsAttribute(attribute = "braintrust.org.id", description = "Braintrust organization id"),
    @ReadsAttribute(attribute = "braintrust.org.name", description = "Braintrust organization name"),
    @ReadsAttribute(attribute = "braintrust.project.id", description = "Braintrust project id"),
    @ReadsAttribute(attribute = "braintrust.project.name", description = "Braintrust project name"),
    @ReadsAttribute(attribute = "btql.filter", description = "The filter that the rows passed, as the user wrote it"),
    @ReadsAttribute(
            attribute = "btql.window.start",
            description = "Beginning of the run's write-time window, inclusive; ISO-8601 UTC with milliseconds"),
    @ReadsAttribute(
            attribute = "btql.window.end",
            description = "End of the run's write-time window, exclusive; ISO-8601 UTC with milliseconds"),
    @ReadsAttribute(
            attribute = "btql.run.id",
            description = "Identifies the run of the source; the same when the run is repeated after a crash"),
    @ReadsAttribute(attribute = "btql.catching.up", description = "true while the source still reads rows of the past"),
    @ReadsAttribute(attribute = "fragment.identifier", description = "The run that the content is a part of"),
    @ReadsAttribute(attribute = "fragment.index", description = "Position of the content within its run, from 0"),
    @ReadsAttribute(attribute = "fragment.count", description = "Number of parts of the run; only on the last part")
})
@WritesAttributes({
    @WritesAttribute(attribute = "record.count", description = "Number of rows in the content"),
    @WritesAttribute(attribute = "mime.type", description = "application/jsonl for JSON Lines"),
    @WritesAttribute(
            attribute = "automation.id",
            description = "Identifies the automation; a UUID unless set otherwise"),
    @WritesAttribute(attribute = "automation.name", description = "Name of the automation"),
    @WritesAttribute(attribute = "automation.description", description = "Description of the automation"),
    @WritesAttribute(
            attribute = "automation.generation",
            description = "ULID of the automation's life since its last reset"),
    @WritesAttribute(attribute = "braintrust.org.id", description = "Braintrust organization id"),
    @WritesAttribute(attribute = "braintrust.org.name", description = "Braintrust organization name"),
    @WritesAttribute(attribute = "braintrust.project.id", description = "Braintrust project id"),
    @WritesAttribute(attribute = "braintrust.project.name", description = "Braintrust project name"),
    @WritesAttribute(attribute = "btql.filter", description = "The filter that the rows passed, as the user wrote it"),
    @WritesAttribute(attribute = "ratelimit.interval.seconds", description = "The interval, in seconds"),
    @WritesAttribute(attribute = "ratelimit.count", description = "Number of matches that the notification stands for"),
    @WritesAttribute(
            attribute = "ratelimit.count.exact",
            description = "false if the count may hold an updated row twice"),
    @WritesAttribute(
            attribute = "ratelimit.window.start",
            description = "Beginning of the notification's window; ISO-8601 UTC with milliseconds"),
    @WritesAttribute(
            attribute = "ratelimit.window.end",
            description = "End of the notification's window, exclusive; ISO-8601 UTC with milliseconds"),
    @WritesAttribute(attribute = "ratelimit.group", description = "Value of the group that the notification is for"),
    @WritesAttribute(
            attribute = "ratelimit.sequence",
            description = "Number of the notification within its generation, from 1; grows within its group"),
    @WritesAttribute(
            attribute = "ratelimit.generation",
            description = "ULID of the limiter's life since its state was last empty"),
    @WritesAttribute(
            attribute = "ratelimit.row.ids",
            description = "Ids of the first rows that the notification stands for; a JSON array of at most 20"),
    @WritesAttribute(
            attribute = "ratelimit.superseded",
            description = "true if the automation was reset before the notification could fire"),
    @WritesAttribute(attribute = "ratelimit.error", description = "Why the matches could not be counted"),
    @WritesAttribute(attribute = "alert.state", description = "firing, or resolved after an interval without a match")
})
@UseCase(
        description = "Notify at most once per interval, of everything that happened since.",
        keywords = {"alert", "once per hour"},
        configuration = """
                Set "Interval" to the least time between two notifications.
                Connect "notify" to PostWebhookPayload and set the back pressure object threshold of that connection to 1.
                Terminate "suppressed", and connect "failure" to where somebody will look.""")
@SeeAlso({ScheduledBtqlQuery.class, FilterBtql.class, PostWebhookPayload.class, ExportToS3.class})
public final class RateLimitOnce extends StepProcessor {

    public RateLimitOnce() {
        super(RateLimitOnceStep.DESCRIPTOR);
    }

    RateLimitOnce(HostPorts ports) {
        super(RateLimitOnceStep.DESCRIPTOR, ports);
    }
}
