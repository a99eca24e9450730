package io.btautomations.btql.print;

import io.btautomations.btql.ast.And;
import io.btautomations.btql.ast.Arithmetic;
import io.btautomations.btql.ast.ArithmeticOperator;
import io.btautomations.btql.ast.Comparison;
import io.btautomations.btql.ast.ComparisonOperator;
import io.btautomations.btql.ast.Conditional;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.In;
import io.btautomations.btql.ast.IsNull;
import io.btautomations.btql.ast.Negate;
import io.btautomations.btql.ast.Not;
import io.btautomations.btql.ast.Or;

/** How tightly a printed expression holds together, from weak to strong. */
enum Level {
    CONDITIONAL,
    OR,
    AND,
    NOT,
    COMPARISON,
    SUM,
    PRODUCT,
    SIGN,
    PRIMARY;

    static Level of(Expression expression, Dialect dialect) {
        return switch (expression) {
            case Conditional ignored -> dialect == Dialect.BTQL ? CONDITIONAL : PRIMARY;
            case Or ignored -> OR;
            case And ignored -> AND;
            case Not not -> isInfix(not) ? COMPARISON : NOT;
            case Comparison ignored -> COMPARISON;
            case In ignored -> COMPARISON;
            case IsNull ignored -> COMPARISON;
            case Arithmetic arithmetic -> of(arithmetic.operator());
            case Negate ignored -> SIGN;
            default -> PRIMARY;
        };
    }

    static Level of(ArithmeticOperator operator) {
        return switch (operator) {
            case ADD, SUBTRACT -> SUM;
            case MULTIPLY, DIVIDE, MODULO -> PRODUCT;
        };
    }

    /** What the right operand of a calculation of this level must have, since calculations are folded from the left. */
    Level rightOperand() {
        return this == SUM ? PRODUCT : SIGN;
    }

    /** Whether a negation is written within its operand: {@code a NOT IN (b)}, {@code a IS NOT NULL}. */
    static boolean isInfix(Not not) {
        return switch (not.operand()) {
            case In ignored -> true;
            case IsNull ignored -> true;
            case Comparison comparison -> isWord(comparison.operator());
            default -> false;
        };
    }

    private static boolean isWord(ComparisonOperator operator) {
        return switch (operator) {
            case IS, LIKE, ILIKE, MATCH, INCLUDES -> true;
            default -> false;
        };
    }
}
