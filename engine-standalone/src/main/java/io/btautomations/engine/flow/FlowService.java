package io.btautomations.engine.flow;

import java.util.Map;

/**
 * A controller service of a flow definition.
 *
 * @param identifier identifies it
 * @param name as the user named it
 * @param type class name, for example {@code org.apache.nifi.ssl.StandardSSLContextService}
 * @param properties texts by name, before parameters and expressions; unset ones are absent
 * @param place where it stands
 */
public record FlowService(String identifier, String name, String type, Map<String, String> properties, Place place) {

    public FlowService {
        properties = Map.copyOf(properties);
    }

    /** Simple name of the type. */
    public String simpleType() {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
