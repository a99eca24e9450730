package io.btautomations.nifi;

import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.Settings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.PropertyValue;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.flowfile.FlowFile;

/** The core's settings, out of the properties as NiFi resolves them. */
final class PropertyTexts {

    private final Map<Setting<?>, PropertyDescriptor> properties;

    PropertyTexts(Map<Setting<?>, PropertyDescriptor> properties) {
        this.properties = properties;
    }

    /** The settings for a FlowFile. */
    Settings of(PropertyContext context, FlowFile flowFile) {
        return of(context, value -> value.evaluateAttributeExpressions(flowFile));
    }

    /** The settings for something that has these attributes and is no FlowFile, or no attributes at all. */
    Settings of(PropertyContext context, Map<String, String> attributes) {
        return of(context, value -> value.evaluateAttributeExpressions(attributes));
    }

    /** The settings as far as they are known without a FlowFile: those of {@link #deferred} have no value. */
    Settings known(ValidationContext context) {
        return Settings.of(known(context, new HashSet<>()));
    }

    /** Names of the settings whose value depends on the FlowFile. */
    Set<String> deferred(ValidationContext context) {
        Set<String> names = new HashSet<>();
        known(context, names);
        return names;
    }

    /** Whether the setting applies, as those that it depends on are set. */
    boolean applies(PropertyContext context, Setting<?> setting) {
        if (setting.conditions().isEmpty()) {
            return true;
        }
        Map<String, String> texts = new HashMap<>();
        Set<String> applying = new HashSet<>();
        visit(context, texts, (visited, raw) -> {
            put(texts, visited, raw, UnaryOperator.identity());
            applying.add(visited.name());
        });
        return applying.contains(setting.name());
    }

    private Map<String, String> known(ValidationContext context, Set<String> deferred) {
        Map<String, String> texts = new HashMap<>();
        visit(context, texts, (setting, raw) -> {
            if (setting.scope() == Scope.ITEM && raw.isExpressionLanguagePresent()) {
                deferred.add(setting.name());
                texts.put(setting.name(), "");
            } else {
                put(texts, setting, raw, PropertyValue::evaluateAttributeExpressions);
            }
        });
        return texts;
    }

    private Settings of(PropertyContext context, UnaryOperator<PropertyValue> itemScope) {
        Map<String, String> texts = new HashMap<>();
        visit(context, texts, (setting, raw) -> put(texts, setting, raw, itemScope));
        return Settings.of(texts);
    }

    /**
     * Visits the properties that apply. Those that depend on others stand behind them, and NiFi does not want a
     * property read that does not apply.
     *
     * @param texts of the settings that were visited, to be filled by the visitor
     */
    private void visit(
            PropertyContext context, Map<String, String> texts, BiConsumer<Setting<?>, PropertyValue> visitor) {
        properties.forEach((setting, descriptor) -> {
            boolean applies = setting.conditions().stream()
                    .allMatch(condition -> condition.values().contains(texts.getOrDefault(condition.setting(), "")));
            if (applies) {
                visitor.accept(setting, context.getProperty(descriptor));
            } else if (setting.scope() == Scope.ITEM) {
                texts.put(setting.name(), "");
            }
        });
    }

    private static void put(
            Map<String, String> texts, Setting<?> setting, PropertyValue raw, UnaryOperator<PropertyValue> itemScope) {
        PropertyValue resolved = switch (setting.scope()) {
            case LITERAL -> raw;
            case ENVIRONMENT -> raw.evaluateAttributeExpressions();
            case ITEM -> itemScope.apply(raw);
        };
        String text = resolved.getValue();
        if (text != null) {
            texts.put(setting.name(), text);
        }
    }
}
