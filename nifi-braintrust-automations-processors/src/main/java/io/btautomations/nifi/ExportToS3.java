package io.btautomations.nifi;

import io.btautomations.core.export.ExportToS3Step;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.ReadsAttributes;
import org.apache.nifi.annotation.behavior.Stateful;
import org.apache.nifi.annotation.behavior.SystemResource;
import org.apache.nifi.annotation.behavior.SystemResourceConsideration;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.MultiProcessorUseCase;
import org.apache.nifi.annotation.documentation.ProcessorConfiguration;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.documentation.UseCase;
import org.apache.nifi.components.state.Scope;

/** ExportToS3, hosted in NiFi. What it does is {@link ExportToS3Step}'s business. */
@Tags({"s3", "aws", "amazon", "export", "archive", "jsonl", "parquet", "file", "data lake", "automation"})
@CapabilityDescription("""
        Exports rows to Amazon S3, a store that speaks its protocol, or a directory, with a hash-chained \
        commit log that proves the export whole. What the commit log names is final and complete; a \
        FlowFile that comes twice is exported once.""")
@InputRequirement(Requirement.INPUT_REQUIRED)
@Stateful(scopes = Scope.CLUSTER, description = """
        Path, format and partitioning of the export, which stay as they are once rows were exported. A \
        new generation of the automation may change them.""")
@SystemResourceConsideration(resource = SystemResource.MEMORY, description = """
        Parquet keeps a row group of "Row Group Size" in memory for each object that is being written: one for each \
        date that the rows of a FlowFile were created on, 65 at most, or a single one if "Partitioning" is "Window".""")
@SystemResourceConsideration(resource = SystemResource.DISK, description = """
        Each object on its way to a bucket waits in a temporary file, of up to 64 MB at a time.""")
@ReadsAttributes({
    @ReadsAttribute(attribute = "mime.type", description = "application/jsonl for JSON Lines"),
    @ReadsAttribute(
            attribute = "automation.id",
            description = "Identifies the automation; a UUID unless set otherwise"),
    @ReadsAttribute(
            attribute = "automation.generation",
            description = "ULID of the automation's life since its last reset"),
    @ReadsAttribute(
            attribute = "automation.is_test",
            description = "true for rows of a test run, which moves no checkpoint, window or counter"),
    @ReadsAttribute(attribute = "braintrust.org.id", description = "Braintrust organization id"),
    @ReadsAttribute(attribute = "braintrust.project.id", description = "Braintrust project id"),
    @ReadsAttribute(
            attribute = "btql.run.id",
            description = "Identifies the run of the source; the same when the run is repeated after a crash"),
    @ReadsAttribute(attribute = "btql.run.last", description = "true on the last item of a run; it may hold no rows"),
    @ReadsAttribute(
            attribute = "btql.cursor.start",
            description = "Beginning of the content's range of the log; sorts as text in log order"),
    @ReadsAttribute(attribute = "btql.cursor.end", description = "End of the content's range of the log, exclusive"),
    @ReadsAttribute(
            attribute = "btql.window.start",
            description = "Beginning of the run's write-time window, inclusive; ISO-8601 UTC with milliseconds"),
    @ReadsAttribute(
            attribute = "btql.window.end",
            description = "End of the run's write-time window, exclusive; ISO-8601 UTC with milliseconds"),
    @ReadsAttribute(attribute = "fragment.index", description = "Position of the content within its run, from 0"),
    @ReadsAttribute(
            attribute = "btql.columns",
            description = "Columns of the query's result with their types, such as: model text, cost double")
})
@WritesAttributes({
    @WritesAttribute(attribute = "export.location", description = "Path of the export that the rows went to"),
    @WritesAttribute(attribute = "export.objects", description = "Number of objects written"),
    @WritesAttribute(attribute = "export.bytes", description = "Bytes of the objects written"),
    @WritesAttribute(attribute = "export.error", description = "Why the export failed")
})
@UseCase(
        description = "Try an export on the local disk.",
        keywords = {"file"},
        configuration = """
                Set "Export Path" to a directory, for example "file:///var/exports/logs".""")
@UseCase(
        description = "Export rows of JSON to a bucket, with proof that the export is whole.",
        keywords = {"s3", "archive"},
        configuration = """
                Set "Export Path" to "s3://bucket/prefix" and "Region".
                Choose how to sign in: a role to assume, an access key, or the default credentials of the machine.
                Verify the processor: it writes and deletes a small object and shows the policies that the role needs.""")
@UseCase(
        description = "Export the records of CSV or Avro files as JSON Lines or Parquet.",
        keywords = {"csv", "avro", "record", "parquet"},
        configuration = """
                Set "Record Reader" to a service that reads the format, such as a CSVReader.
                For Parquet, set "Format" to Parquet, "Row Schema" to Columns, and "Columns" to the fields with their types.""")
@MultiProcessorUseCase(
        description = "Export all new LLM logs to Amazon S3, again and again, without gap or repetition.",
        keywords = {"export", "archive", "data lake"},
        configurations = {
            @ProcessorConfiguration(processorClass = ScheduledBtqlQuery.class, configuration = """
                            Set "Log Source" and what it asks for, and "Start Position" to "Beginning".
                            Set the Run Schedule to how often the export should run.
                            Connect "success" to ExportToS3."""),
            @ProcessorConfiguration(processorClass = ExportToS3.class, configuration = """
                            Set "Export Path" to "s3://bucket/prefix", "Region", and how to sign in.
                            Terminate "success", and connect "failure" to where somebody will look.""")
        })
@SeeAlso({ScheduledBtqlQuery.class, FilterBtql.class, RateLimitOnce.class, PostWebhookPayload.class})
public final class ExportToS3 extends StepProcessor {

    public ExportToS3() {
        super(ExportToS3Step.DESCRIPTOR);
    }

    ExportToS3(HostPorts ports) {
        super(ExportToS3Step.DESCRIPTOR, ports);
    }
}
