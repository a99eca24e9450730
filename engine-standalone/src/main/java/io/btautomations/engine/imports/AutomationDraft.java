package io.btautomations.engine.imports;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An automation in the making: its flow, and the values that do not stand in it. */
final class AutomationDraft {

    private final FlowDraft flow;
    private final Map<String, String> given;
    private final Map<String, String> parameters = new TreeMap<>();
    private final Set<String> toFillIn = new TreeSet<>();

    /** @param given values that the user gave beforehand, by the names of parameters that are no secrets */
    AutomationDraft(String template, Map<String, String> given) {
        this.flow = FlowDraft.of(template);
        this.given = given;
    }

    FlowDraft flow() {
        return flow;
    }

    /** Sets a parameter that is no secret. */
    void set(String parameter, String value) {
        flow.parameter(parameter, value);
    }

    /** Sets a parameter whose value must not stand in the flow. */
    void setSecret(String parameter, String value) {
        parameters.put(parameter, value);
    }

    /** Has the user give a parameter's value, unless it was given beforehand. */
    void fillIn(String parameter, String placeholder) {
        boolean isSecret = flow.parameters().getOrDefault(parameter, false);
        if (!isSecret && given.containsKey(parameter)) {
            return;
        }
        if (!isSecret) {
            set(parameter, placeholder);
        }
        parameters.put(parameter, placeholder);
        toFillIn.add(parameter);
    }

    ImportedAutomation finish(String name, String kind, String fileName) {
        flow.parameters().forEach((parameter, isSecret) -> {
            if (!isSecret && given.containsKey(parameter)) {
                set(parameter, given.getOrDefault(parameter, ""));
            }
        });
        return new ImportedAutomation(name, kind, fileName, flow.root(), Map.copyOf(parameters), List.copyOf(toFillIn));
    }
}
