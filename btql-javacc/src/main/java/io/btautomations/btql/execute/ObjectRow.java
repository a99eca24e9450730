package io.btautomations.btql.execute;

import io.btautomations.btql.eval.Row;
import io.btautomations.btql.function.CallContext;
import io.btautomations.btql.row.PathSet;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.Step;
import io.btautomations.btql.value.Value;
import java.util.List;

/** A row that is an object in memory. */
final class ObjectRow implements Row {

    private final ObjectValue object;
    private final List<List<Step>> steps;
    private final CallContext context;

    /** @param steps the paths of the slots, see {@link #steps(PathSet)} */
    ObjectRow(ObjectValue object, List<List<Step>> steps, CallContext context) {
        this.object = object;
        this.steps = steps;
        this.context = context;
    }

    static List<List<Step>> steps(PathSet paths) {
        return paths.paths().stream()
                .map(path -> path.keys().stream()
                        .map(key -> (Step) new Step.Key(key))
                        .toList())
                .toList();
    }

    @Override
    public Value column(int slot) {
        return Step.follow(object, steps.get(slot));
    }

    @Override
    public Value derived(int index) {
        throw new IllegalStateException("a row that was put together has no derived column " + index);
    }

    @Override
    public CallContext context() {
        return context;
    }
}
