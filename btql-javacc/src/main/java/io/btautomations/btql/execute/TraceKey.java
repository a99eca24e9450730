package io.btautomations.btql.execute;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.eval.Compiler;
import io.btautomations.btql.eval.Operand;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.plan.SummaryFields;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.Value;
import java.util.List;

/** Says which trace a span belongs to. A row without any id is a trace of its own. */
final class TraceKey {

    /** What is read for it. */
    static final List<BoundExpression> COLUMNS = SummaryFields.TRACE_KEY.stream()
            .map(path -> (BoundExpression) new BoundExpression.Column(path, List.of(), BtqlType.TEXT))
            .toList();

    private final List<Operand> ids;
    private final Execution execution;

    TraceKey(Compiler compiler, Execution execution) {
        this.ids = COLUMNS.stream().map(compiler::operand).toList();
        this.execution = execution;
    }

    Value of(Row row) {
        for (Operand id : ids) {
            Value value = id.value(row);
            if (!value.isNull()) {
                return value;
            }
        }
        return new ArrayValue(List.of(NumberValue.of(execution.ordinal())));
    }
}
