package io.btautomations.nifi;

import io.btautomations.core.filter.FilterBtqlStep;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.ReadsAttributes;
import org.apache.nifi.annotation.behavior.SideEffectFree;
import org.apache.nifi.annotation.behavior.SupportsBatching;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.documentation.UseCase;

/** FilterBtql, hosted in NiFi. What it does is {@link FilterBtqlStep}'s business. */
@Tags({"braintrust", "btql", "filter", "route", "json", "jsonl", "logs", "query", "automation"})
@CapabilityDescription("""
        Sends on the rows of JSON that a BTQL filter holds for, without changing a byte of them. It \
        takes JSON Lines and JSON arrays from any source; with a Record Reader and a Record Writer also CSV, \
        Avro and whatever else NiFi reads and writes as records. A row that is not JSON never stops the rest \
        of its FlowFile.""")
@InputRequirement(Requirement.INPUT_REQUIRED)
@SideEffectFree
@SupportsBatching
@ReadsAttributes({
    @ReadsAttribute(
            attribute = "btql.run.id",
            description = "Identifies the run of the source; the same when the run is repeated after a crash"),
    @ReadsAttribute(
            attribute = "btql.window.end",
            description = "End of the run's write-time window, exclusive; ISO-8601 UTC with milliseconds"),
    @ReadsAttribute(
            attribute = "btql.sample",
            description = "Rows as JSON Lines that a test of the processor puts to the filter")
})
@WritesAttributes({
    @WritesAttribute(attribute = "record.count", description = "Number of rows in the content"),
    @WritesAttribute(
            attribute = "mime.type",
            description = "application/jsonl for JSON Lines; what Record Writer writes, if it is set"),
    @WritesAttribute(attribute = "btql.filter", description = "The filter that the rows passed, as the user wrote it"),
    @WritesAttribute(attribute = "btql.error", description = "Why the content could not be filtered")
})
@UseCase(
        description = "Keep the LLM logs that meet a condition.",
        keywords = {"filter", "btql"},
        configuration = """
                Set "BTQL Filter" to the condition, for example "metadata.priority = 0 AND scores.Factuality < 0.9".
                Connect "matched" to what should see these rows, and terminate "unmatched" unless the others are wanted too.
                Connect "failure" to where somebody will look.""")
@UseCase(
        description = "Keep the rows of a CSV, Avro or Parquet file that meet a condition.",
        keywords = {"filter", "csv", "avro", "parquet", "record"},
        configuration = """
                Set "Record Reader" to a service that reads the format, such as a CSVReader, and "Record Writer" to one that \
                writes what should come out, such as a CSVRecordSetWriter.
                Set "BTQL Filter" to a condition on the names of the fields, for example "latency_ms > 2000".""")
@SeeAlso({ScheduledBtqlQuery.class, RateLimitOnce.class, PostWebhookPayload.class, ExportToS3.class})
public final class FilterBtql extends StepProcessor {

    public FilterBtql() {
        super(FilterBtqlStep.DESCRIPTOR);
    }

    FilterBtql(HostPorts ports) {
        super(FilterBtqlStep.DESCRIPTOR, ports);
    }
}
