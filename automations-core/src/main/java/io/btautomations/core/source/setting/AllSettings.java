package io.btautomations.core.source.setting;

import io.btautomations.core.setting.Setting;
import java.util.List;

/** The settings of {@code ScheduledBtqlQuery} in the order in which they are shown. */
public final class AllSettings {

    public static final List<Setting<?>> IN_ORDER = List.of(
            SourceSettings.MODE,
            SourceSettings.TEST_ROWS,
            SourceSettings.LOG_SOURCE,
            BraintrustSettings.API_URL,
            BraintrustSettings.API_KEY,
            BraintrustSettings.OBJECT_TYPE,
            BraintrustSettings.OBJECT_ID,
            SourceSettings.PATHS,
            DataSettings.DATA,
            DataSettings.TRACE_ROWS,
            DataSettings.QUERY,
            DataSettings.QUERY_MODE,
            DataSettings.FILTER,
            DataSettings.FIELDS,
            SourceSettings.START_POSITION,
            DataSettings.START_TIME,
            DataSettings.START_TRANSACTION,
            DataSettings.ON_QUERY_CHANGE,
            BraintrustSettings.EVALUATION_DELAY,
            DataSettings.TRACE_IDLE,
            DataSettings.TRACE_LOOKBACK,
            BraintrustSettings.PAGE_SIZE,
            BraintrustSettings.MAX_RUN_PAGES,
            BraintrustSettings.MAX_RUN_TIME,
            BraintrustSettings.REQUESTS_PER_MINUTE,
            BraintrustSettings.REQUEST_TIMEOUT,
            SourceSettings.ROWS_PER_FLOWFILE,
            SourceSettings.BYTES_PER_FLOWFILE,
            SourceSettings.MAX_RUN_ROWS,
            SourceSettings.MAX_RUN_BYTES,
            SourceSettings.ZERO_ROW_RUNS,
            SourceSettings.AUTOMATION_ID,
            SourceSettings.AUTOMATION_NAME,
            SourceSettings.AUTOMATION_DESCRIPTION,
            SourceSettings.GENERATION,
            SourceSettings.ORGANIZATION_ID,
            SourceSettings.ORGANIZATION_NAME,
            SourceSettings.PROJECT_ID,
            SourceSettings.PROJECT_NAME,
            BraintrustSettings.PROXY,
            BraintrustSettings.TLS);

    private AllSettings() {}
}
