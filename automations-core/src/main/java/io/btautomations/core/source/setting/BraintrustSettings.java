package io.btautomations.core.source.setting;

import io.btautomations.core.braintrust.ApiOptions;
import io.btautomations.core.setting.Choice;
import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.ServiceKind;
import io.btautomations.core.setting.Setting;
import java.net.URI;
import java.time.Duration;

/** What a user can set on {@code ScheduledBtqlQuery} about Braintrust's endpoint. */
public final class BraintrustSettings {

    /** What keeps the rows. */
    public enum ObjectType implements Choice {
        PROJECT_LOGS("Project Logs", "project_logs", "The logs of the project."),
        EXPERIMENT("Experiment", "experiment", "The rows of an experiment."),
        DATASET("Dataset", "dataset", "The records of a dataset.");

        private final Text text;
        private final String word;

        ObjectType(String value, String word, String description) {
            this.text = new Text(value, description);
            this.word = word;
        }

        /** As queries spell it. */
        public String word() {
            return word;
        }

        @Override
        public Text text() {
            return text;
        }
    }

    public static final Setting<URI> API_URL = Setting.of("API URL", ApiOptions::parseUrl)
            .description("Address of Braintrust's API: https://api.braintrust.dev in the US, "
                    + "https://api-eu.braintrust.dev in the EU, or that of your own data plane.")
            .required()
            .defaultText(ApiOptions.UNITED_STATES.toString())
            .scope(Scope.ENVIRONMENT)
            .when(SourceSettings.LOG_SOURCE, SourceSettings.Log.BRAINTRUST_API)
            .build();
    public static final Setting<String> API_KEY = Setting.of("API Key", ApiOptions::parseKey)
            .description("API key or service token that may read the project.")
            .required()
            .sensitive()
            .when(SourceSettings.LOG_SOURCE, SourceSettings.Log.BRAINTRUST_API)
            .build();
    public static final Setting<ObjectType> OBJECT_TYPE = Setting.choice("Object Type", ObjectType.class)
            .description("What keeps the rows.")
            .required()
            .defaultText(ObjectType.PROJECT_LOGS.value())
            .when(SourceSettings.LOG_SOURCE, SourceSettings.Log.BRAINTRUST_API)
            .build();
    public static final Setting<String> OBJECT_ID = Setting.text("Object ID")
            .description("Id, or name, of the experiment or dataset.")
            .required()
            .when(OBJECT_TYPE, ObjectType.EXPERIMENT, ObjectType.DATASET)
            .build();
    public static final Setting<Duration> EVALUATION_DELAY = Setting.of(
                    "Evaluation Delay", Formats.duration(Duration.ZERO, Duration.ofDays(1)))
            .description("A run reads up to this long ago, so that writes that arrive late are not missed. With 0 they "
                    + "may be.")
            .required()
            .defaultText("60 s")
            .when(SourceSettings.LOG_SOURCE, SourceSettings.Log.BRAINTRUST_API)
            .build();
    public static final Setting<Long> PAGE_SIZE = Setting.of("Page Size", Formats.wholeNumber(1, 1000))
            .description("Most rows of one answer. If an answer is too much for the endpoint, fewer are asked for.")
            .required()
            .defaultText("1000")
            .when(SourceSettings.LOG_SOURCE, SourceSettings.Log.BRAINTRUST_API)
            .build();
    public static final Setting<Long> MAX_RUN_PAGES = Setting.of("Max Run Pages", Formats.wholeNumber(1, 1_000_000))
            .description("Most answers of one run; what is left is read by the next run at once.")
            .required()
            .defaultText("100")
            .when(SourceSettings.LOG_SOURCE, SourceSettings.Log.BRAINTRUST_API)
            .build();
    public static final Setting<Duration> MAX_RUN_TIME = Setting.of(
                    "Max Run Time", Formats.duration(Duration.ofSeconds(1), Duration.ofDays(1)))
            .description("A run that took this long ends; what is left is read by the next run at once.")
            .required()
            .defaultText("60 s")
            .when(SourceSettings.LOG_SOURCE, SourceSettings.Log.BRAINTRUST_API)
            .build();
    public static final Setting<Long> REQUESTS_PER_MINUTE = Setting.of(
                    "Requests Per Minute", Formats.wholeNumber(1, 100_000))
            .description("Most requests to the endpoint in a minute, of all sources of the organization on this "
                    + "machine together.")
            .required()
            .defaultText("20")
            .when(SourceSettings.LOG_SOURCE, SourceSettings.Log.BRAINTRUST_API)
            .build();
    public static final Setting<Duration> REQUEST_TIMEOUT = Setting.of(
                    "Request Timeout", Formats.duration(Duration.ofSeconds(1), Duration.ofHours(1)))
            .description("Longest duration of one request as a whole.")
            .required()
            .defaultText("60 s")
            .when(SourceSettings.LOG_SOURCE, SourceSettings.Log.BRAINTRUST_API)
            .build();
    public static final Setting<String> PROXY = Setting.service("Proxy Configuration Service", ServiceKind.PROXY)
            .description("HTTP proxy through which the endpoint is reached.")
            .when(SourceSettings.LOG_SOURCE, SourceSettings.Log.BRAINTRUST_API)
            .build();
    public static final Setting<String> TLS = Setting.service("SSL Context Service", ServiceKind.TLS)
            .description("Certificates that are trusted in place of the usual ones, and the client's own key.")
            .when(SourceSettings.LOG_SOURCE, SourceSettings.Log.BRAINTRUST_API)
            .build();

    private BraintrustSettings() {}
}
