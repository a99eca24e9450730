package io.btautomations.engine.bind;

import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** NiFi's LogAttribute: says what every item carries. */
final class LogAttributeStep extends StockStep {

    private static final int SHOWN_BYTES = 64 * 1024;

    private static final Setting<LogLevel> LEVEL = Setting.choice("Log Level", LogLevel.class)
            .description("How loud to say it.")
            .defaultText("info")
            .build();
    private static final Setting<Boolean> PAYLOAD = Setting.flag("Log Payload")
            .description("Whether to show the content too.")
            .defaultText("false")
            .build();
    private static final Setting<String> NAMES = Setting.text("Attributes to Log")
            .description("Names of the attributes to show, with commas between; all if empty.")
            .build();
    private static final Setting<String> IGNORED = Setting.text("Attributes to Ignore")
            .description("Names of attributes not to show, with commas between.")
            .build();
    private static final Setting<String> PREFIX = Setting.text("Log Prefix")
            .description("Text in front of the message.")
            .scope(Scope.ENVIRONMENT)
            .build();

    static final HostedType TYPE = type(
            descriptor(
                    "LogAttribute",
                    "Says what every item carries.",
                    List.of(LEVEL, PAYLOAD, NAMES, IGNORED, PREFIX),
                    LogAttributeStep::new),
            Map.of("Log prefix", "Log Prefix"));

    private LogAttributeStep(StepContext context) {
        super(context);
    }

    @Override
    FlowItem handle(StepSession session, FlowItem item) {
        Settings settings = context().settings();
        Optional<List<String>> names = settings.find(NAMES).map(LogAttributeStep::list);
        List<String> ignored =
                settings.find(IGNORED).map(LogAttributeStep::list).orElse(List.of());
        StringBuilder message = new StringBuilder(settings.find(PREFIX).orElse(""));
        message.append("item ")
                .append(item.id())
                .append(", ")
                .append(item.size())
                .append(" bytes");
        new TreeMap<>(item.attributes()).forEach((name, value) -> {
            if (names.map(wanted -> wanted.contains(name)).orElse(true) && !ignored.contains(name)) {
                message.append("\n  ").append(name).append(" = ").append(value);
            }
        });
        if (settings.get(PAYLOAD)) {
            message.append('\n').append(payload(session, item));
        }
        settings.get(LEVEL).say(context().events(), message.toString());
        return item;
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    private static String payload(StepSession session, FlowItem item) {
        try (InputStream content = session.read(item)) {
            return new String(content.readNBytes(SHOWN_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
