package io.btautomations.btql.ast;

import java.util.ArrayList;
import java.util.List;

/** One step from a value into it. */
public sealed interface PathStep extends Node permits KeyStep, IndexStep {

    /** The steps of both lists, those of the first one first. */
    static List<PathStep> join(List<PathStep> first, List<PathStep> second) {
        List<PathStep> steps = new ArrayList<>(first);
        steps.addAll(second);
        return steps;
    }
}
