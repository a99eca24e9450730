package io.btautomations.nifi;

import io.btautomations.core.setting.Setting;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepDescriptor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.processor.Relationship;

/**
 * A step's descriptor in NiFi's terms.
 *
 * @param step what the core declares
 * @param properties by setting, in the settings' order
 * @param relationships by route, in the routes' order
 */
record StepDeclaration(
        StepDescriptor step, Map<Setting<?>, PropertyDescriptor> properties, Map<Route, Relationship> relationships) {

    static StepDeclaration of(StepDescriptor step) {
        Map<Route, Relationship> relationships = new LinkedHashMap<>();
        for (Route route : step.routes()) {
            relationships.put(
                    route,
                    new Relationship.Builder()
                            .name(route.name())
                            .description(route.description())
                            .build());
        }
        return new StepDeclaration(
                step,
                Collections.unmodifiableMap(PropertyDescriptors.of(step.settings())),
                Collections.unmodifiableMap(relationships));
    }

    PropertyTexts texts() {
        return new PropertyTexts(properties);
    }

    /** @throws IllegalArgumentException if the step does not declare the route */
    Relationship relationship(Route route) {
        Relationship relationship = relationships.get(route);
        if (relationship == null) {
            throw new IllegalArgumentException(step.type() + " has no route '" + route.name() + "'");
        }
        return relationship;
    }
}
