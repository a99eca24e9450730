package io.btautomations.btql.grammar;

import io.btautomations.btql.ast.ArithmeticOperator;
import io.btautomations.btql.ast.ComparisonOperator;
import java.util.Arrays;
import java.util.Optional;

/** What stands between or before operands, with how tightly it binds. */
enum Operator {
    /** The bottom of an expression; binds least, so that nothing is folded across it. */
    BARRIER(0),
    OR(1),
    AND(2),
    NOT(3),
    EQUAL(ComparisonOperator.EQUAL),
    NOT_EQUAL(ComparisonOperator.NOT_EQUAL),
    LESS(ComparisonOperator.LESS),
    LESS_OR_EQUAL(ComparisonOperator.LESS_OR_EQUAL),
    GREATER(ComparisonOperator.GREATER),
    GREATER_OR_EQUAL(ComparisonOperator.GREATER_OR_EQUAL),
    NULL_SAFE_EQUAL(ComparisonOperator.NULL_SAFE_EQUAL),
    NULL_SAFE_NOT_EQUAL(ComparisonOperator.NULL_SAFE_NOT_EQUAL),
    IS(ComparisonOperator.IS),
    LIKE(ComparisonOperator.LIKE),
    ILIKE(ComparisonOperator.ILIKE),
    MATCH(ComparisonOperator.MATCH),
    INCLUDES(ComparisonOperator.INCLUDES),
    IN(Operator.COMPARISON),
    BETWEEN(Operator.COMPARISON),
    ADD(5, ArithmeticOperator.ADD),
    SUBTRACT(5, ArithmeticOperator.SUBTRACT),
    MULTIPLY(6, ArithmeticOperator.MULTIPLY),
    DIVIDE(6, ArithmeticOperator.DIVIDE),
    MODULO(6, ArithmeticOperator.MODULO),
    NEGATE(7),
    IS_NULL(7),
    IS_NOT_NULL(7);

    private static final int COMPARISON = 4;
    private static final Operator[] BY_KIND = byKind();

    private final int precedence;
    private final Optional<ComparisonOperator> comparison;
    private final Optional<ArithmeticOperator> arithmetic;

    Operator(int precedence) {
        this(precedence, Optional.empty(), Optional.empty());
    }

    Operator(ComparisonOperator comparison) {
        this(Operator.COMPARISON, Optional.of(comparison), Optional.empty());
    }

    Operator(int precedence, ArithmeticOperator arithmetic) {
        this(precedence, Optional.empty(), Optional.of(arithmetic));
    }

    Operator(int precedence, Optional<ComparisonOperator> comparison, Optional<ArithmeticOperator> arithmetic) {
        this.precedence = precedence;
        this.comparison = comparison;
        this.arithmetic = arithmetic;
    }

    /** The infix operator that a kind of token is; a barrier for other tokens. */
    static Operator infix(int tokenKind) {
        return BY_KIND[tokenKind];
    }

    /** The prefix operator that a kind of token is. */
    static Operator prefix(int tokenKind) {
        return switch (tokenKind) {
            case BtqlGrammarConstants.NOT -> NOT;
            case BtqlGrammarConstants.MINUS -> NEGATE;
            case BtqlGrammarConstants.ISNULL -> IS_NULL;
            case BtqlGrammarConstants.ISNOTNULL -> IS_NOT_NULL;
            default -> throw new IllegalArgumentException("no prefix operator: token kind " + tokenKind);
        };
    }

    int precedence() {
        return precedence;
    }

    boolean isComparison() {
        return precedence == COMPARISON;
    }

    Optional<ComparisonOperator> comparison() {
        return comparison;
    }

    Optional<ArithmeticOperator> arithmetic() {
        return arithmetic;
    }

    private static Operator[] byKind() {
        Operator[] table = new Operator[BtqlGrammarConstants.tokenImage.length];
        Arrays.fill(table, BARRIER);
        table[BtqlGrammarConstants.AND] = AND;
        table[BtqlGrammarConstants.OR] = OR;
        table[BtqlGrammarConstants.EQUAL] = EQUAL;
        table[BtqlGrammarConstants.NOT_EQUAL] = NOT_EQUAL;
        table[BtqlGrammarConstants.LESS] = LESS;
        table[BtqlGrammarConstants.LESS_OR_EQUAL] = LESS_OR_EQUAL;
        table[BtqlGrammarConstants.GREATER] = GREATER;
        table[BtqlGrammarConstants.GREATER_OR_EQUAL] = GREATER_OR_EQUAL;
        table[BtqlGrammarConstants.NULL_SAFE_EQUAL] = NULL_SAFE_EQUAL;
        table[BtqlGrammarConstants.NULL_SAFE_NOT_EQUAL] = NULL_SAFE_NOT_EQUAL;
        table[BtqlGrammarConstants.IS] = IS;
        table[BtqlGrammarConstants.LIKE] = LIKE;
        table[BtqlGrammarConstants.ILIKE] = ILIKE;
        table[BtqlGrammarConstants.MATCH] = MATCH;
        table[BtqlGrammarConstants.INCLUDES] = INCLUDES;
        table[BtqlGrammarConstants.CONTAINS] = INCLUDES;
        table[BtqlGrammarConstants.IN] = IN;
        table[BtqlGrammarConstants.BETWEEN] = BETWEEN;
        table[BtqlGrammarConstants.PLUS] = ADD;
        table[BtqlGrammarConstants.MINUS] = SUBTRACT;
        table[BtqlGrammarConstants.STAR] = MULTIPLY;
        table[BtqlGrammarConstants.SLASH] = DIVIDE;
        table[BtqlGrammarConstants.PERCENT] = MODULO;
        return table;
    }
}
