package io.btautomations.nifi;

import io.btautomations.core.webhook.PostWebhookPayloadStep;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.ReadsAttributes;
import org.apache.nifi.annotation.behavior.Stateful;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.configuration.DefaultSettings;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.MultiProcessorUseCase;
import org.apache.nifi.annotation.documentation.ProcessorConfiguration;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.documentation.UseCase;
import org.apache.nifi.components.state.Scope;

/** PostWebhookPayload, hosted in NiFi. What it does is {@link PostWebhookPayloadStep}'s business. */
@Tags({"webhook", "http", "post", "json", "alert", "notify", "slack", "pagerduty", "zapier", "retry", "automation"})
@CapabilityDescription("""
        Posts a JSON payload that tells of a notification to a webhook, and again until the receiver \
        takes it or the limits are reached. Redirects are not followed, and addresses that are not on \
        the public internet are refused unless "Allowed Hosts" names them. Every attempt of a delivery \
        sends the same bytes under the same id.""")
@InputRequirement(Requirement.INPUT_REQUIRED)
@DefaultSettings(penaltyDuration = "1 sec")
@Stateful(scopes = Scope.CLUSTER, description = """
        Whether the receiver has answered that it is gone for good, so that nothing more is posted until \
        the configuration is changed or the state is cleared.""")
@ReadsAttributes({
    @ReadsAttribute(attribute = "braintrust.org.id", description = "Braintrust organization id"),
    @ReadsAttribute(attribute = "braintrust.org.name", description = "Braintrust organization name"),
    @ReadsAttribute(attribute = "braintrust.project.id", description = "Braintrust project id"),
    @ReadsAttribute(attribute = "braintrust.project.name", description = "Braintrust project name"),
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
    @ReadsAttribute(attribute = "btql.filter", description = "The filter that the rows passed, as the user wrote it"),
    @ReadsAttribute(attribute = "ratelimit.interval.seconds", description = "The interval, in seconds"),
    @ReadsAttribute(attribute = "ratelimit.count", description = "Number of matches that the notification stands for"),
    @ReadsAttribute(
            attribute = "ratelimit.window.start",
            description = "Beginning of the notification's window; ISO-8601 UTC with milliseconds"),
    @ReadsAttribute(
            attribute = "ratelimit.window.end",
            description = "End of the notification's window, exclusive; ISO-8601 UTC with milliseconds"),
    @ReadsAttribute(attribute = "ratelimit.group", description = "Value of the group that the notification is for"),
    @ReadsAttribute(
            attribute = "ratelimit.sequence",
            description = "Number of the notification within its generation, from 1; grows within its group"),
    @ReadsAttribute(
            attribute = "ratelimit.generation",
            description = "ULID of the limiter's life since its state was last empty"),
    @ReadsAttribute(attribute = "alert.state", description = "firing, or resolved after an interval without a match"),
    @ReadsAttribute(
            attribute = "environment.slug",
            description = "Slug of the environment whose version of a prompt changed"),
    @ReadsAttribute(
            attribute = "environment.action",
            description = "update if a version was assigned to the environment, delete if it was removed"),
    @ReadsAttribute(attribute = "prompt.id", description = "Id of the prompt whose version in an environment changed"),
    @ReadsAttribute(
            attribute = "prompt.slug",
            description = "Slug of the prompt whose version in an environment changed"),
    @ReadsAttribute(attribute = "prompt.version", description = "The version that was assigned to the environment"),
    @ReadsAttribute(attribute = "webhook.id", description = "Identifies the delivery; the same over retries"),
    @ReadsAttribute(attribute = "webhook.attempt", description = "Number of attempts made"),
    @ReadsAttribute(
            attribute = "webhook.not.before",
            description = "Earliest time of the next attempt; ISO-8601 UTC with milliseconds"),
    @ReadsAttribute(
            attribute = "webhook.endpoint",
            description = "Where the delivery goes: scheme, host and a hash of the whole URL, which is a secret"),
    @ReadsAttribute(
            attribute = "webhook.first.attempt",
            description = "Time of the first attempt; ISO-8601 UTC with milliseconds"),
    @ReadsAttribute(attribute = "test.count", description = "Number of matches that a test of the processor tells of")
})
@WritesAttributes({
    @WritesAttribute(attribute = "webhook.id", description = "Identifies the delivery; the same over retries"),
    @WritesAttribute(
            attribute = "webhook.endpoint",
            description = "Where the delivery goes: scheme, host and a hash of the whole URL, which is a secret"),
    @WritesAttribute(attribute = "webhook.attempt", description = "Number of attempts made"),
    @WritesAttribute(
            attribute = "webhook.first.attempt",
            description = "Time of the first attempt; ISO-8601 UTC with milliseconds"),
    @WritesAttribute(
            attribute = "webhook.not.before",
            description = "Earliest time of the next attempt; ISO-8601 UTC with milliseconds"),
    @WritesAttribute(attribute = "webhook.status", description = "HTTP status of the last answer"),
    @WritesAttribute(attribute = "webhook.error", description = "Why the delivery failed"),
    @WritesAttribute(attribute = "webhook.response", description = "Beginning of the body of the last answer")
})
@UseCase(
        description = "Tell a receiver of matches in LLM logs.",
        keywords = {"webhook", "alert"},
        configuration = """
                Set "Webhook URL" to a sensitive parameter that holds the URL.
                Set "Organization ID", "Organization Name", "Project ID" and "Project Name", unless the source of the FlowFiles does.
                Connect "retry" back to the processor itself, and terminate "success".
                Connect "failure" to where somebody will look.""")
@MultiProcessorUseCase(
        description = "Post a webhook, at most once per hour, when new LLM logs match a BTQL filter.",
        keywords = {"alert", "automation", "slack", "pagerduty"},
        configurations = {
            @ProcessorConfiguration(processorClass = ScheduledBtqlQuery.class, configuration = """
                            Set "Log Source" and what it asks for, and "Start Position" to "Now".
                            Set "Automation Name", "Organization ID", "Organization Name", "Project ID" and "Project Name", which the payload names.
                            Set the Run Schedule to how often the logs should be looked at.
                            Connect "success" to FilterBtql."""),
            @ProcessorConfiguration(processorClass = FilterBtql.class, configuration = """
                            Set "BTQL Filter" to the condition.
                            Connect "matched" to RateLimitOnce, terminate "unmatched", and connect "failure" to where somebody will look."""),
            @ProcessorConfiguration(processorClass = RateLimitOnce.class, configuration = """
                            Set "Interval" to "1 h".
                            Connect "notify" to PostWebhookPayload with a back pressure object threshold of 1, and terminate "suppressed".
                            Connect "failure" to where somebody will look."""),
            @ProcessorConfiguration(processorClass = PostWebhookPayload.class, configuration = """
                            Set "Webhook URL" to a sensitive parameter that holds the URL.
                            Connect "retry" back to the processor itself, and terminate "success".
                            Connect "failure" to where somebody will look: a funnel keeps what could not be delivered.""")
        })
@SeeAlso({ScheduledBtqlQuery.class, FilterBtql.class, RateLimitOnce.class, ExportToS3.class})
public final class PostWebhookPayload extends StepProcessor {

    public PostWebhookPayload() {
        super(PostWebhookPayloadStep.DESCRIPTOR);
    }

    PostWebhookPayload(HostPorts ports) {
        super(PostWebhookPayloadStep.DESCRIPTOR, ports);
    }
}
