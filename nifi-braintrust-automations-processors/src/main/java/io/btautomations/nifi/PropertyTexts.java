package io.btautomations.nifi;

import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.Settings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
        Map<String, String> texts = new HashMap<>();
        Set<String> deferred = deferred(context);
        properties.forEach((setting, descriptor) -> {
            if (deferred.contains(setting.name())) {
                texts.put(setting.name(), "");
            } else {
                put(texts, setting, context.getProperty(descriptor), PropertyValue::evaluateAttributeExpressions);
            }
        });
        return Settings.of(texts);
    }

    /** Names of the settings whose value depends on the FlowFile. */
    Set<String> deferred(ValidationContext context) {
        Set<String> names = new HashSet<>();
        properties.forEach((setting, descriptor) -> {
            if (setting.scope() == Scope.ITEM && context.getProperty(descriptor).isExpressionLanguagePresent()) {
                names.add(setting.name());
            }
        });
        return names;
    }

    private Settings of(PropertyContext context, UnaryOperator<PropertyValue> itemScope) {
        Map<String, String> texts = new HashMap<>();
        properties.forEach((setting, descriptor) -> put(texts, setting, context.getProperty(descriptor), itemScope));
        return Settings.of(texts);
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
