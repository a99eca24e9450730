package io.btautomations.engine.bind;

import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepSession;
import java.util.List;
import java.util.Map;

/** NiFi's LogMessage: says a text for every item. */
final class LogMessageStep extends StockStep {

    private static final Setting<LogLevel> LEVEL = Setting.choice("Log Level", LogLevel.class)
            .description("How loud to say it.")
            .defaultText("info")
            .scope(Scope.ITEM)
            .build();
    private static final Setting<String> PREFIX = Setting.text("Log Prefix")
            .description("Text in front of the message.")
            .scope(Scope.ITEM)
            .build();
    private static final Setting<String> MESSAGE = Setting.text("Log Message")
            .description("What to say.")
            .scope(Scope.ITEM)
            .build();

    static final HostedType TYPE = type(
            descriptor(
                    "LogMessage", "Says a text for every item.", List.of(LEVEL, PREFIX, MESSAGE), LogMessageStep::new),
            Map.of("log-level", "Log Level", "log-prefix", "Log Prefix", "log-message", "Log Message"));

    private LogMessageStep(StepContext context) {
        super(context);
    }

    @Override
    FlowItem handle(StepSession session, FlowItem item) {
        Settings settings = session.settings(item);
        String message =
                settings.find(PREFIX).orElse("") + settings.find(MESSAGE).orElse("");
        settings.find(LEVEL).orElse(LogLevel.INFO).say(context().events(), message);
        return item;
    }
}
