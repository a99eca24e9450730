package io.btautomations.engine.imports;

import io.btautomations.core.aws.S3Settings;
import io.btautomations.core.export.ExportToS3Step;
import io.btautomations.core.source.ScheduledBtqlQueryStep;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;

/** What templates, their parameters and the settings of their processors are called, as far as imports touch them. */
final class Vocabulary {

    static final String ALERT_TEMPLATE = "alert-webhook";
    static final String SLACK_TEMPLATE = "alert-slack";
    static final String SPANS_TEMPLATE = "export-s3";
    static final String TRACES_TEMPLATE = "export-traces";
    static final String QUERY_TEMPLATE = "export-query";

    static final String SOURCE = ScheduledBtqlQueryStep.DESCRIPTOR.type();
    static final String SOURCE_AUTOMATION_ID = SourceSettings.AUTOMATION_ID.name();

    static final String DATA = DataSettings.DATA.name();
    static final String TRACES = DataSettings.Data.TRACES.value();
    static final String TRACE_ROWS = DataSettings.TRACE_ROWS.name();
    static final String ALL_SPANS = DataSettings.TraceRows.SPANS.value();
    static final String TRACE_IDLE = DataSettings.TRACE_IDLE.name();
    static final String BRAINTRUST_API = SourceSettings.Log.BRAINTRUST_API.value();

    static final String EXPORT = ExportToS3Step.DESCRIPTOR.type();
    static final String EXTERNAL_ID = S3Settings.EXTERNAL_ID.name();
    static final String BATCH_SIZE = "Batch Size";
    static final String ROW_SCHEMA = "Row Schema";
    static final String COLUMNS = "Columns";

    static final String AUTOMATION_NAME = "Automation Name";
    static final String AUTOMATION_DESCRIPTION = "Automation Description";
    static final String ORGANIZATION_ID = "Organization ID";
    static final String ORGANIZATION_NAME = "Organization Name";
    static final String PROJECT_ID = "Project ID";
    static final String PROJECT_NAME = "Project Name";
    static final String LOG_SOURCE = "Log Source";
    static final String API_KEY = "Braintrust API Key";
    static final String QUERY = "Query";
    static final String CHECK_EVERY = "Check Every";
    static final String FILTER = "BTQL Filter";
    static final String INTERVAL = "Interval";
    static final String WEBHOOK_URL = "Webhook URL";
    static final String EXPORT_PATH = "Export Path";
    static final String FORMAT = "Format";
    static final String ROLE = "Role ARN";

    /** The longest interval that Braintrust takes, in seconds. */
    static final long LONGEST_INTERVAL = 2_592_000;

    private Vocabulary() {}

    /** The text that has the value of a parameter in its place. */
    static String reference(String parameter) {
        return "#{" + parameter + "}";
    }
}
