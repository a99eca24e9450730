package io.btautomations.btql.execute;

import io.btautomations.btql.eval.Operand;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.SpreadValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives a row for each entry of an object or element of an array; none for anything else. */
final class UnpivotStep implements RowConsumer {

    private final Operand operand;
    private final boolean hasKey;
    private final RowConsumer out;

    UnpivotStep(PlanNode.Unpivot unpivot, RowConsumer out) {
        this.operand =
                Execution.compiler(unpivot.from()).operand(unpivot.entries().expression());
        this.hasKey = unpivot.entries().hasKey();
        this.out = out;
    }

    @Override
    public boolean accept(Row row) throws IOException, QueryLimitException {
        switch (SpreadValue.whole(operand.value(row))) {
            case ObjectValue object -> {
                for (Map.Entry<String, Value> member : object.members().entrySet()) {
                    if (!give(row, new TextValue(member.getKey()), member.getValue())) {
                        return false;
                    }
                }
            }
            case ArrayValue array -> {
                for (int i = 0; i < array.elements().size(); i++) {
                    if (!give(row, NumberValue.of(i), array.elements().get(i))) {
                        return false;
                    }
                }
            }
            default -> {}
        }
        return true;
    }

    private boolean give(Row row, Value key, Value value) throws IOException, QueryLimitException {
        List<Value> derived = new ArrayList<>();
        Row base = row;
        if (row instanceof DerivedRow before) {
            derived.addAll(before.derived());
            base = before.base();
        }
        if (hasKey) {
            derived.add(key);
        }
        derived.add(value);
        return out.accept(new DerivedRow(base, derived));
    }
}
