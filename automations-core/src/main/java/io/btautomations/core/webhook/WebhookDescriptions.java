package io.btautomations.core.webhook;

import io.btautomations.core.http.AllowedHosts;
import io.btautomations.core.port.HttpTransport.Header;
import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.ServiceKind;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.step.AttributeDescriptor;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.Counter;
import io.btautomations.core.step.Route;
import io.btautomations.core.webhook.payload.PayloadFormat;
import io.btautomations.core.webhook.payload.PayloadTemplate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a user sees of the delivery. */
final class WebhookDescriptions {

    static final Setting<URI> WEBHOOK_URL = Setting.of("Webhook URL", WebhookUrl::parse)
            .description("Where the payload is posted to. Whoever knows the URL of a chat webhook can post there, so it"
                    + " is a secret and never shown.")
            .required()
            .sensitive()
            .build();

    static final Setting<PayloadFormat> PAYLOAD_FORMAT = Setting.choice("Payload Format", PayloadFormat.class)
            .description("In whose form the payload is.")
            .defaultText(PayloadFormat.BRAINTRUST.value())
            .required()
            .build();
    static final Setting<String> ROUTING_KEY = Setting.of("Routing Key", HeaderLines::token)
            .description("Integration key of the PagerDuty service.")
            .required()
            .sensitive()
            .when(PAYLOAD_FORMAT, PayloadFormat.PAGERDUTY)
            .build();
    static final Setting<Severity> SEVERITY = Setting.choice("Severity", Severity.class)
            .description("How grave an alert is.")
            .defaultText(Severity.ERROR.value())
            .required()
            .when(PAYLOAD_FORMAT, PayloadFormat.PAGERDUTY)
            .build();
    static final Setting<String> API_KEY = Setting.of("API Key", HeaderLines::token)
            .description("Key of the Opsgenie integration.")
            .required()
            .sensitive()
            .when(PAYLOAD_FORMAT, PayloadFormat.OPSGENIE)
            .build();
    static final Setting<Priority> PRIORITY = Setting.choice("Priority", Priority.class)
            .description("How urgent an alert is.")
            .defaultText(Priority.P3.value())
            .required()
            .when(PAYLOAD_FORMAT, PayloadFormat.OPSGENIE)
            .build();
    static final Setting<PayloadTemplate> PAYLOAD_TEMPLATE = Setting.of("Payload Template", PayloadTemplate::parse)
            .description("JSON with names in double braces within its strings, such as {\"text\": \"{{message}}\"}.")
            .required()
            .when(PAYLOAD_FORMAT, PayloadFormat.TEMPLATE)
            .build();

    static final Setting<List<SigningKey>> SIGNING_SECRETS = Setting.of("Signing Secrets", SigningKey::parse)
            .description(
                    "Secrets by which deliveries are signed as Standard Webhooks has it: 'whsec_...' for HMAC-SHA256,"
                            + " 'whsk_...' for ed25519. Several at once, with spaces between them, let a receiver change from"
                            + " one to the next.")
            .sensitive()
            .build();

    static final Setting<Authentication> AUTHENTICATION = Setting.choice("Authentication", Authentication.class)
            .description("How the receiver knows the sender.")
            .defaultText(Authentication.NONE.value())
            .required()
            .build();
    static final Setting<String> USERNAME = Setting.text("Username")
            .description("User name for Basic authentication.")
            .required()
            .when(AUTHENTICATION, Authentication.BASIC)
            .build();
    static final Setting<String> PASSWORD = Setting.text("Password")
            .description("Password for Basic authentication.")
            .required()
            .sensitive()
            .when(AUTHENTICATION, Authentication.BASIC)
            .build();
    static final Setting<String> BEARER_TOKEN = Setting.of("Bearer Token", HeaderLines::token)
            .description("Token for Bearer authentication.")
            .required()
            .sensitive()
            .when(AUTHENTICATION, Authentication.BEARER)
            .build();
    static final Setting<List<Header>> CUSTOM_HEADERS = Setting.of("Custom Headers", HeaderLines::parse)
            .description("More headers, one 'Name: value' per line.")
            .sensitive()
            .build();

    static final Setting<String> ORGANIZATION_ID =
            field("Organization ID", Attributes.ORGANIZATION_ID, "Field organization.id of the payload; required.");
    static final Setting<String> ORGANIZATION_NAME = field(
            "Organization Name",
            Attributes.ORGANIZATION_NAME,
            "Field organization.name of the payload, and part of its links; required.");
    static final Setting<String> PROJECT_ID =
            field("Project ID", Attributes.PROJECT_ID, "Field project.id of the payload; required.");
    static final Setting<String> PROJECT_NAME = field(
            "Project Name",
            Attributes.PROJECT_NAME,
            "Field project.name of the payload, and part of its links; required.");
    static final Setting<String> AUTOMATION_ID = field(
            "Automation ID",
            Attributes.AUTOMATION_ID,
            "Field automation.id of the payload. Empty: an id made from that of this component.");
    static final Setting<String> AUTOMATION_NAME = field(
            "Automation Name",
            Attributes.AUTOMATION_NAME,
            "Field automation.name of the payload and beginning of its message. Empty: the name of the group that holds"
                    + " this component, or in NiFi that of this processor.");
    static final Setting<String> AUTOMATION_DESCRIPTION = field(
            "Automation Description",
            Attributes.AUTOMATION_DESCRIPTION,
            "Field automation.description of the payload; may be empty.");
    static final Setting<String> BTQL_FILTER = field(
            "BTQL Filter",
            Attributes.FILTER,
            "Field automation.btql_filter of the payload; empty stands for all logs.");
    static final Setting<String> INTERVAL_SECONDS = field(
            "Interval Seconds",
            Attributes.LIMIT_INTERVAL_SECONDS,
            "Field automation.interval_seconds of the payload; a number, required.");
    static final Setting<String> COUNT =
            field("Count", Attributes.LIMIT_COUNT, "Field details.count of the payload; a whole number, required.");
    static final Setting<String> WINDOW_START = field(
            "Window Start",
            Attributes.LIMIT_WINDOW_START,
            "Field details.time_start of the payload; ISO-8601 with zone, required.");
    static final Setting<String> WINDOW_END = field(
            "Window End",
            Attributes.LIMIT_WINDOW_END,
            "Field details.time_end of the payload; ISO-8601 with zone, required.");
    static final Setting<String> GROUP = field(
            "Group",
            Attributes.LIMIT_GROUP,
            "Group of rows that the notification is for, told after the automation's name; may be empty.");
    static final Setting<String> ALERT_STATE = field(
            "Alert State",
            Attributes.ALERT_STATE,
            "Whether to tell of a recovery: resolved; anything else stands for an alert.");
    static final Setting<String> IS_TEST = field(
            "Is Test", Attributes.AUTOMATION_IS_TEST, "Field details.is_test of the payload: true, or else false.");
    static final Setting<String> ENVIRONMENT = environmentField(
            "Environment", Attributes.ENVIRONMENT_SLUG, "Field details.environment.slug of the payload; required.");
    static final Setting<String> ENVIRONMENT_ACTION = environmentField(
            "Environment Action",
            Attributes.ENVIRONMENT_ACTION,
            "Field details.action of the payload: update or delete; required.");
    static final Setting<String> PROMPT_ID =
            environmentField("Prompt ID", Attributes.PROMPT_ID, "Field details.prompt.id of the payload; required.");
    static final Setting<String> PROMPT_SLUG = environmentField(
            "Prompt Slug", Attributes.PROMPT_SLUG, "Field details.prompt.slug of the payload; required.");
    static final Setting<String> NEW_VERSION = environmentField(
            "New Version",
            Attributes.PROMPT_VERSION,
            "Field details.new_version of the payload; required for an update, null in a deletion.");
    static final Setting<Long> SAMPLE_ROWS = Setting.of("Sample Rows", Formats.wholeNumber(0, 10))
            .description("How many of the rows that made the notification fire are shown to the receiver, as text. None"
                    + " unless asked for, because rows hold what users wrote.")
            .defaultText("0")
            .required()
            .when(
                    PAYLOAD_FORMAT,
                    PayloadFormat.SLACK,
                    PayloadFormat.PAGERDUTY,
                    PayloadFormat.DISCORD,
                    PayloadFormat.TEMPLATE)
            .build();
    static final Setting<URI> APP_URL = Setting.of("App URL", WebhookUrl::parse)
            .description("Address of the Braintrust app, the beginning of the payload's links.")
            .defaultText("https://braintrust.dev")
            .required()
            .build();

    static final Setting<List<String>> ALLOWED_HOSTS = Setting.of("Allowed Hosts", AllowedHosts::parse)
            .description("Hosts that may be reached although they are private, loopback or on an unusual port: names,"
                    + " addresses or CIDR ranges, separated by commas. Anything else that is not on the public internet"
                    + " is refused.")
            .build();
    static final Setting<String> PROXY = Setting.service("Proxy Configuration Service", ServiceKind.PROXY)
            .description(
                    "HTTP proxy to post through. The proxy, if it is in a private network, and the receivers behind"
                            + " it must be named in Allowed Hosts, because what a proxy reaches cannot be checked.")
            .build();
    static final Setting<String> TLS = Setting.service("SSL Context Service", ServiceKind.TLS)
            .description("Certificates that are trusted in place of the usual ones, and the client's own key.")
            .build();
    static final Setting<Duration> CONNECT_TIMEOUT = duration(
                    "Connect Timeout", Duration.ofMillis(1), Duration.ofMinutes(5))
            .description("Longest wait for a connection, TLS included.")
            .defaultText("10 s")
            .required()
            .build();
    static final Setting<Duration> READ_TIMEOUT = duration("Read Timeout", Duration.ofMillis(1), Duration.ofMinutes(5))
            .description("Longest wait for the next bytes of the answer.")
            .defaultText("15 s")
            .required()
            .build();
    static final Setting<Duration> ATTEMPT_TIMEOUT = duration(
                    "Attempt Timeout", Duration.ofMillis(1), Duration.ofMinutes(10))
            .description("Longest duration of one attempt as a whole.")
            .defaultText("30 s")
            .required()
            .build();

    static final Setting<Long> MAX_ATTEMPTS = Setting.of("Max Attempts", Formats.wholeNumber(1, 1000))
            .description("Number of attempts after which a delivery fails.")
            .defaultText("20")
            .required()
            .build();
    static final Setting<Duration> INITIAL_BACKOFF = duration(
                    "Initial Backoff", Duration.ofMillis(1), Duration.ofDays(1))
            .description("Longest pause after the first attempt. It doubles with each attempt; the pause taken is drawn"
                    + " at random from nothing to that.")
            .defaultText("5 s")
            .required()
            .build();
    static final Setting<Duration> MAX_BACKOFF = duration("Max Backoff", Duration.ofMillis(1), Duration.ofDays(7))
            .description("Longest pause between two attempts, unless the receiver asks for a longer one.")
            .defaultText("1 h")
            .required()
            .build();
    static final Setting<Duration> DELIVERY_TIME_LIMIT = duration(
                    "Delivery Time Limit", Duration.ofSeconds(1), Duration.ofDays(30))
            .description("Time from the first attempt after which a delivery fails.")
            .defaultText("24 h")
            .required()
            .build();

    /** What every payload of its kind must name. */
    static final List<Setting<String>> IDENTITY =
            List.of(ORGANIZATION_ID, ORGANIZATION_NAME, PROJECT_ID, PROJECT_NAME, ENVIRONMENT, PROMPT_ID, PROMPT_SLUG);

    static final List<Setting<?>> SETTINGS = List.of(
            WEBHOOK_URL,
            PAYLOAD_FORMAT,
            ROUTING_KEY,
            SEVERITY,
            API_KEY,
            PRIORITY,
            PAYLOAD_TEMPLATE,
            SIGNING_SECRETS,
            AUTHENTICATION,
            USERNAME,
            PASSWORD,
            BEARER_TOKEN,
            CUSTOM_HEADERS,
            ORGANIZATION_ID,
            ORGANIZATION_NAME,
            PROJECT_ID,
            PROJECT_NAME,
            AUTOMATION_ID,
            AUTOMATION_NAME,
            AUTOMATION_DESCRIPTION,
            BTQL_FILTER,
            INTERVAL_SECONDS,
            COUNT,
            WINDOW_START,
            WINDOW_END,
            GROUP,
            ALERT_STATE,
            IS_TEST,
            ENVIRONMENT,
            ENVIRONMENT_ACTION,
            PROMPT_ID,
            PROMPT_SLUG,
            NEW_VERSION,
            SAMPLE_ROWS,
            APP_URL,
            ALLOWED_HOSTS,
            PROXY,
            TLS,
            CONNECT_TIMEOUT,
            READ_TIMEOUT,
            ATTEMPT_TIMEOUT,
            MAX_ATTEMPTS,
            INITIAL_BACKOFF,
            MAX_BACKOFF,
            DELIVERY_TIME_LIMIT);

    static final Route SUCCESS = new Route("success", "Items whose payload the receiver took, with a 2xx status");
    static final Route RETRY =
            new Route("retry", "Items whose payload is to be posted again; connect this back to the component itself");
    static final Route FAILURE =
            new Route("failure", "Items whose payload could not be delivered, with the reason in webhook.error");
    static final List<Route> ROUTES = List.of(SUCCESS, RETRY, FAILURE);

    static final Counter DELIVERIES = new Counter("Deliveries", "A payload that the receiver took");
    static final Counter ATTEMPTS = new Counter("Delivery Attempts", "A payload posted, whatever came of it");
    static final Counter DELIVERIES_FAILED = new Counter("Deliveries Failed", "A payload given up");
    static final List<Counter> COUNTERS = List.of(DELIVERIES, ATTEMPTS, DELIVERIES_FAILED);

    static final AttributeDescriptor TEST_COUNT =
            new AttributeDescriptor("test.count", "Number of matches that a test of the processor tells of");

    static final List<AttributeDescriptor> READS = List.of(
            Attributes.ORGANIZATION_ID,
            Attributes.ORGANIZATION_NAME,
            Attributes.PROJECT_ID,
            Attributes.PROJECT_NAME,
            Attributes.AUTOMATION_ID,
            Attributes.AUTOMATION_NAME,
            Attributes.AUTOMATION_DESCRIPTION,
            Attributes.AUTOMATION_GENERATION,
            Attributes.AUTOMATION_IS_TEST,
            Attributes.FILTER,
            Attributes.LIMIT_INTERVAL_SECONDS,
            Attributes.LIMIT_COUNT,
            Attributes.LIMIT_WINDOW_START,
            Attributes.LIMIT_WINDOW_END,
            Attributes.LIMIT_GROUP,
            Attributes.LIMIT_SEQUENCE,
            Attributes.LIMIT_GENERATION,
            Attributes.ALERT_STATE,
            Attributes.ENVIRONMENT_SLUG,
            Attributes.ENVIRONMENT_ACTION,
            Attributes.PROMPT_ID,
            Attributes.PROMPT_SLUG,
            Attributes.PROMPT_VERSION,
            Attributes.WEBHOOK_ID,
            Attributes.WEBHOOK_ATTEMPT,
            Attributes.WEBHOOK_NOT_BEFORE,
            Attributes.WEBHOOK_ENDPOINT,
            Attributes.WEBHOOK_FIRST_ATTEMPT,
            TEST_COUNT);

    static final List<AttributeDescriptor> WRITES = List.of(
            Attributes.WEBHOOK_ID,
            Attributes.WEBHOOK_ENDPOINT,
            Attributes.WEBHOOK_ATTEMPT,
            Attributes.WEBHOOK_FIRST_ATTEMPT,
            Attributes.WEBHOOK_NOT_BEFORE,
            Attributes.WEBHOOK_STATUS,
            Attributes.WEBHOOK_ERROR,
            Attributes.WEBHOOK_RESPONSE);

    private WebhookDescriptions() {}

    /** The attribute whose expression is the setting's default, if there is one. */
    static Optional<AttributeDescriptor> attributeOf(Setting<String> setting) {
        return READS.stream()
                .filter(attribute -> setting.defaultText()
                        .filter(("${" + attribute.name() + "}")::equals)
                        .isPresent())
                .findFirst();
    }

    private static Setting<String> field(String name, AttributeDescriptor attribute, String description) {
        return expression(name, attribute, description).build();
    }

    private static Setting<String> environmentField(String name, AttributeDescriptor attribute, String description) {
        return expression(name, attribute, description)
                .when(PAYLOAD_FORMAT, PayloadFormat.BRAINTRUST_ENVIRONMENT)
                .build();
    }

    private static Setting.Builder<String> expression(String name, AttributeDescriptor attribute, String description) {
        return Setting.text(name).description(description).scope(Scope.ITEM).defaultText("${" + attribute.name() + "}");
    }

    private static Setting.Builder<Duration> duration(String name, Duration least, Duration most) {
        return Setting.of(name, Formats.duration(least, most));
    }
}
