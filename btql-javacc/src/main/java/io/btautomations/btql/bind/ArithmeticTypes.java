package io.btautomations.btql.bind;

import static io.btautomations.btql.type.BtqlType.ANY;
import static io.btautomations.btql.type.BtqlType.DATETIME;
import static io.btautomations.btql.type.BtqlType.INTERVAL;
import static io.btautomations.btql.type.BtqlType.NUMBER;

import io.btautomations.btql.ast.ArithmeticOperator;
import io.btautomations.btql.type.BtqlType;

/** What can be known of a calculation's result before there are values. */
final class ArithmeticTypes {

    private ArithmeticTypes() {}

    static BtqlType of(ArithmeticOperator operator, BtqlType left, BtqlType right) {
        return switch (operator) {
            case ADD -> sum(left, right);
            case SUBTRACT -> difference(left, right);
            case MULTIPLY, DIVIDE, MODULO -> NUMBER;
        };
    }

    static BtqlType negated(BtqlType operand) {
        return same(operand, operand);
    }

    private static BtqlType sum(BtqlType left, BtqlType right) {
        if (left == DATETIME || right == DATETIME) {
            return DATETIME;
        }
        return same(left, right);
    }

    /** A datetime without an interval is a datetime, without a datetime an interval. */
    private static BtqlType difference(BtqlType left, BtqlType right) {
        if (left == DATETIME && right == DATETIME) {
            return INTERVAL;
        }
        return left == DATETIME && right == INTERVAL ? DATETIME : same(left, right);
    }

    private static BtqlType same(BtqlType left, BtqlType right) {
        if (left == NUMBER || right == NUMBER) {
            return NUMBER;
        }
        return left == INTERVAL && right == INTERVAL ? INTERVAL : ANY;
    }
}
