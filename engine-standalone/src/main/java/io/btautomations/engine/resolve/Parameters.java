package io.btautomations.engine.resolve;

import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.FlowDefinition;
import io.btautomations.engine.flow.FlowParameter;
import io.btautomations.engine.flow.FlowParameterContext;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The parameters that the processors of one group see. Immutable. */
public final class Parameters {

    /**
     * A parameter with the value that counts.
     *
     * @param name its name
     * @param value empty if no source has one
     * @param sensitive whether the value is a secret
     */
    record Parameter(String name, Optional<String> value, boolean sensitive) {}

    private final Optional<String> context;
    private final Map<String, Parameter> parameters;

    private Parameters(Optional<String> context, Map<String, Parameter> parameters) {
        this.context = context;
        this.parameters = parameters;
    }

    /** The parameters of a context: its own, then those it inherits, with the values from outside. */
    public static Parameters of(FlowDefinition definition, Optional<String> context, ParameterValues values) {
        Map<String, Parameter> found = new LinkedHashMap<>();
        context.ifPresent(name -> collect(definition, name, values, found, new LinkedHashSet<>()));
        return new Parameters(context, Collections.unmodifiableMap(found));
    }

    /** What is wrong with the contexts of a definition and with the values given for them. */
    public static void check(FlowDefinition definition, ParameterValues values, List<Finding> findings) {
        Set<String> known = new TreeSet<>();
        for (FlowParameterContext context : definition.contexts().values()) {
            checkInheritance(definition, context, findings);
            for (FlowParameter parameter : context.parameters()) {
                known.add(parameter.name());
                if (parameter.sensitive() && values.typed().contains(parameter.name())) {
                    findings.add(Finding.error(
                                    "FLOW-307",
                                    "parameter '" + parameter.name()
                                            + "' is sensitive and must not be given by --set, where other users can"
                                            + " see it",
                                    parameter.place())
                            .withHint("use --parameters FILE or the variable "
                                    + ParameterSources.environmentName(parameter.name())));
                }
            }
        }
    }

    /** The given names that no context of the definitions has. */
    public static Set<String> unknown(List<FlowDefinition> definitions, ParameterValues values) {
        Set<String> unknown = new TreeSet<>(values.names());
        for (FlowDefinition definition : definitions) {
            for (FlowParameterContext context : definition.contexts().values()) {
                context.parameters().forEach(parameter -> unknown.remove(parameter.name()));
            }
        }
        return unknown;
    }

    /** Name of the context, if the group has one. */
    Optional<String> context() {
        return context;
    }

    /** The value of a parameter, if there is such a parameter and it has one. */
    public Optional<String> value(String name) {
        return find(name).flatMap(Parameter::value);
    }

    Optional<Parameter> find(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    Set<String> names() {
        return parameters.keySet();
    }

    private static void collect(
            FlowDefinition definition,
            String name,
            ParameterValues values,
            Map<String, Parameter> found,
            Set<String> path) {
        FlowParameterContext context = definition.contexts().get(name);
        if (context == null || !path.add(name)) {
            return;
        }
        for (FlowParameter parameter : context.parameters()) {
            found.putIfAbsent(
                    parameter.name(),
                    new Parameter(
                            parameter.name(),
                            values.find(parameter.name()).or(parameter::value),
                            parameter.sensitive()));
        }
        for (String parent : context.inherited()) {
            collect(definition, parent, values, found, path);
        }
        path.remove(name);
    }

    private static void checkInheritance(
            FlowDefinition definition, FlowParameterContext context, List<Finding> findings) {
        for (int i = 0; i < context.inherited().size(); i++) {
            String parent = context.inherited().get(i);
            if (!definition.contexts().containsKey(parent)) {
                findings.add(Finding.error(
                        "FLOW-306",
                        "the context inherits from '" + parent + "', which is not in this file",
                        context.place().child("inheritedParameterContexts").child(i)));
            }
        }
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(context.inherited());
        while (!open.isEmpty()) {
            String name = open.pop();
            if (name.equals(context.name())) {
                findings.add(Finding.error("FLOW-306", "the context inherits from itself", context.place()));
                return;
            }
            if (seen.add(name)) {
                Optional.ofNullable(definition.contexts().get(name))
                        .ifPresent(next -> next.inherited().forEach(open::push));
            }
        }
    }
}
