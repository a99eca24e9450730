package io.btautomations.engine.bind;

import io.btautomations.core.setting.Choice;
import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.setting.SettingParser;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** NiFi's UpdateAttribute without state, rules and deletion: sets attributes to what expressions come to. */
final class UpdateAttributeStep extends StockStep {

    /** The one way of keeping state that is available: none. */
    private enum Stateless implements Choice {
        ONLY;

        @Override
        public Text text() {
            return new Text("Do not store state", "No state.");
        }
    }

    private static final Setting<Stateless> STORE_STATE = Setting.choice("Store State", Stateless.class)
            .description("Whether values of earlier items are remembered.")
            .defaultText(Stateless.ONLY.value())
            .build();
    private static final Setting<String> CACHE_SIZE = Setting.text("Cache Value Lookup Cache Size")
            .description("Without effect here.")
            .build();
    private static final Setting<String> DELETED = unavailable("Delete Attributes Expression");
    private static final Setting<String> INITIAL = unavailable("Stateful Variables Initial Value");
    private static final List<Setting<?>> OWN = List.of(STORE_STATE, CACHE_SIZE, DELETED, INITIAL);

    static final HostedType TYPE = new HostedType(
            "UpdateAttribute",
            Hosting.INLINE,
            Map.of("canonical-value-lookup-cache-size", CACHE_SIZE.name()),
            true,
            UpdateAttributeStep::describe);

    private final List<Setting<String>> changes;

    private UpdateAttributeStep(StepContext context, List<Setting<String>> changes) {
        super(context);
        this.changes = changes;
    }

    private static StepDescriptor describe(Set<String> properties) {
        List<Setting<String>> changes = new ArrayList<>();
        properties.stream()
                .filter(name -> OWN.stream().noneMatch(own -> own.name().equals(name)))
                .sorted()
                .forEach(name -> changes.add(Setting.text(name)
                        .description("Value of the attribute.")
                        .scope(Scope.ITEM)
                        .build()));
        List<Setting<?>> settings = new ArrayList<>(OWN);
        settings.addAll(changes);
        return descriptor(
                "UpdateAttribute",
                "Sets attributes to what expressions come to.",
                settings,
                context -> new UpdateAttributeStep(context, changes));
    }

    private static Setting<String> unavailable(String name) {
        SettingParser<String> parser = text -> {
            throw new SettingFormatException("empty in the standalone engine");
        };
        return Setting.of(name, parser)
                .description("Not available in the standalone engine.")
                .build();
    }

    @Override
    FlowItem handle(StepSession session, FlowItem item) {
        Settings settings = session.settings(item);
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Setting<String> change : changes) {
            attributes.put(change.name(), settings.find(change).orElse(""));
        }
        return session.withAttributes(item, attributes);
    }
}
