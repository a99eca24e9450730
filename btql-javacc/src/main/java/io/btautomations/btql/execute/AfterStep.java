package io.btautomations.btql.execute;

import io.btautomations.btql.ast.SortDirection;
import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.bind.Cursors;
import io.btautomations.btql.eval.Operand;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.TextValue;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** Passes the rows whose pagination key comes after a cursor; rows without one cannot. */
final class AfterStep implements RowConsumer {

    private final Operand key;
    private final long cursor;
    private final boolean isAscending;
    private final RowConsumer out;

    AfterStep(PlanNode.After after, RowConsumer out) {
        this.key = Execution.compiler(after.from())
                .operand(new BoundExpression.Column(FieldPath.of("_pagination_key"), List.of(), BtqlType.TEXT));
        this.cursor = after.cursor();
        this.isAscending = after.direction() == SortDirection.ASCENDING;
        this.out = out;
    }

    @Override
    public boolean accept(Row row) throws IOException, QueryLimitException {
        OptionalLong number =
                key.value(row) instanceof TextValue text ? Cursors.ofKey(text.text()) : OptionalLong.empty();
        if (number.isEmpty()) {
            return true;
        }
        int order = Long.compareUnsigned(number.getAsLong(), cursor);
        return (isAscending ? order <= 0 : order >= 0) || out.accept(row);
    }
}
