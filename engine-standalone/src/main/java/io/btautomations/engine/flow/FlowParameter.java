package io.btautomations.engine.flow;

import java.util.Optional;

/**
 * A parameter of a context.
 *
 * @param name its name, as in {@code #{name}}
 * @param value empty if the definition carries none, as always for sensitive ones
 * @param sensitive whether the value is a secret
 * @param place where it stands
 */
public record FlowParameter(String name, Optional<String> value, boolean sensitive, Place place) {}
