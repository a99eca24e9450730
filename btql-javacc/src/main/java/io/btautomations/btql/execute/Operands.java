package io.btautomations.btql.execute;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.eval.Compiler;
import io.btautomations.btql.eval.Operand;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.value.SpreadValue;
import io.btautomations.btql.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Several expressions calculated together, paths through arrays as arrays. */
final class Operands {

    private final List<Operand> operands;

    Operands(List<? extends BoundExpression> expressions, Compiler compiler) {
        this.operands = expressions.stream().map(compiler::operand).toList();
    }

    List<Value> values(Row row) {
        List<Value> values = new ArrayList<>(operands.size());
        for (Operand operand : operands) {
            values.add(SpreadValue.whole(operand.value(row)));
        }
        return values;
    }
}
