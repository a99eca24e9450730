package io.btautomations.nifi;

import io.btautomations.core.setting.Choice;
import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.components.AllowableValue;
import org.apache.nifi.components.DescribedValue;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.Validator;
import org.apache.nifi.expression.ExpressionLanguageScope;

/**
 * The properties of a processor, derived from the settings of its step. Values are checked by the core, all at once, in
 * {@link StepProcessor#customValidate}, so that a user reads the same text on every host.
 */
final class PropertyDescriptors {

    private PropertyDescriptors() {}

    /** One property per setting, by the setting and in the settings' order. */
    static Map<Setting<?>, PropertyDescriptor> of(List<Setting<?>> settings) {
        Map<String, PropertyDescriptor> byName = new LinkedHashMap<>();
        Map<Setting<?>, PropertyDescriptor> bySetting = new LinkedHashMap<>();
        for (Setting<?> setting : settings) {
            PropertyDescriptor descriptor = of(setting, byName);
            byName.put(setting.name(), descriptor);
            bySetting.put(setting, descriptor);
        }
        return bySetting;
    }

    private static PropertyDescriptor of(Setting<?> setting, Map<String, PropertyDescriptor> earlier) {
        PropertyDescriptor.Builder builder = new PropertyDescriptor.Builder()
                .name(setting.name())
                .description(setting.description())
                .required(setting.required())
                .sensitive(setting.sensitive())
                .expressionLanguageSupported(scope(setting.scope()));
        setting.defaultText().ifPresent(builder::defaultValue);
        if (setting.service().isPresent()) {
            builder.identifiesControllerService(
                    LentServices.type(setting.service().get()));
        } else if (setting.choices().isEmpty()) {
            builder.addValidator(Validator.VALID);
        } else {
            builder.allowableValues(allowableValues(setting.choices()));
        }
        for (Setting.Condition condition : setting.conditions()) {
            PropertyDescriptor other = earlier.get(condition.setting());
            if (other == null) {
                throw new IllegalArgumentException(
                        setting.name() + " depends on " + condition.setting() + ", which does not stand before it");
            }
            List<String> values = condition.values();
            builder.dependsOn(
                    other, values.getFirst(), values.subList(1, values.size()).toArray(String[]::new));
        }
        return builder.build();
    }

    private static DescribedValue[] allowableValues(List<Choice> choices) {
        List<DescribedValue> values = new ArrayList<>();
        for (Choice choice : choices) {
            values.add(new AllowableValue(choice.value(), choice.value(), choice.description()));
        }
        return values.toArray(DescribedValue[]::new);
    }

    private static ExpressionLanguageScope scope(Scope scope) {
        return switch (scope) {
            case LITERAL -> ExpressionLanguageScope.NONE;
            case ENVIRONMENT -> ExpressionLanguageScope.ENVIRONMENT;
            case ITEM -> ExpressionLanguageScope.FLOWFILE_ATTRIBUTES;
        };
    }
}
