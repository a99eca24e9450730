package io.btautomations.btql.grammar;

import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.source.SourceSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a tree of a flat list of operands and operators. From weak to strong: OR, AND, NOT, comparisons, {@code + -},
 * {@code * / %}, prefix minus. AND and OR gather all their terms in one node; comparisons do not chain. Each operator
 * is pushed and folded once, so the time is linear.
 */
final class PrecedenceFolder {

    private final AstFactory factory;

    private Expression[] operands = new Expression[16];
    private int[] operandStarts = new int[16];
    private int[] operandEnds = new int[16];
    private int operandCount;

    private Operator[] operators = new Operator[16];
    private int[] operatorStarts = new int[16];
    private boolean[] negations = new boolean[16];
    private int operatorCount;

    PrecedenceFolder(AstFactory factory) {
        this.factory = factory;
    }

    /** Begins an expression, perhaps within another one. */
    void open() {
        push(Operator.BARRIER, 0, false);
    }

    /** The expression begun last. */
    Expression close() {
        while (top() != Operator.BARRIER) {
            fold();
        }
        operatorCount--;
        return pop();
    }

    void operand(Expression expression, Token first, Token last) {
        push(expression, first.beginColumn, last.endColumn);
    }

    /** A number written out; a minus before it becomes its sign. */
    void number(Expression number, Token first, Token last) {
        if (top() == Operator.NEGATE) {
            operatorCount--;
            int start = operatorStarts[operatorCount];
            SourceSpan span = new SourceSpan(start, last.endColumn);
            push(factory.negated(number, span), start, last.endColumn);
        } else {
            operand(number, first, last);
        }
    }

    void prefix(Token token) {
        push(Operator.prefix(token.kind), token.beginColumn, false);
    }

    void infix(Token token) {
        infix(token, false);
    }

    void infix(Token token, boolean negated) {
        Operator operator = Operator.infix(token.kind);
        foldBefore(operator, token);
        push(operator, token.beginColumn, negated);
    }

    /** Announces an operator without a right operand. */
    void postfix(Token token) {
        foldBefore(Operator.infix(token.kind), token);
    }

    /** The operator announced last, BETWEEN, has its bounds. */
    void between(Expression lower, Expression upper, boolean negated, Token last) {
        int start = operandStarts[operandCount - 1];
        SourceSpan span = new SourceSpan(start, last.endColumn);
        push(factory.between(pop(), lower, upper, negated, span), start, last.endColumn);
    }

    /** Folds what binds tighter than the operator that comes, or equally and stands to its left. */
    private void foldBefore(Operator operator, Token token) {
        if (top() == Operator.IN && operator.precedence() > Operator.IN.precedence()) {
            throw SyntaxErrors.calculationWithList(factory.quote(token), AstFactory.span(token));
        }
        boolean gathers = operator == Operator.AND || operator == Operator.OR;
        while (top().precedence() > operator.precedence()
                || (top().precedence() == operator.precedence() && !gathers)) {
            if (operator.isComparison() && top().isComparison()) {
                throw SyntaxErrors.chainedComparison(factory.quote(token), AstFactory.span(token));
            }
            fold();
        }
    }

    private void fold() {
        Operator operator = top();
        switch (operator) {
            case AND, OR -> gather(operator);
            case NOT, NEGATE, IS_NULL, IS_NOT_NULL -> foldPrefix(operator);
            default -> foldInfix(operator);
        }
    }

    private void gather(Operator operator) {
        int count = 1;
        while (operators[operatorCount - 1] == operator) {
            operatorCount--;
            count++;
        }
        int first = operandCount - count;
        List<Expression> terms = new ArrayList<>(Arrays.asList(operands).subList(first, operandCount));
        int start = operandStarts[first];
        int end = operandEnds[operandCount - 1];
        operandCount = first;
        push(factory.join(operator, terms, new SourceSpan(start, end)), start, end);
    }

    private void foldPrefix(Operator operator) {
        operatorCount--;
        int start = operatorStarts[operatorCount];
        int end = operandEnds[operandCount - 1];
        push(factory.prefixed(operator, pop(), new SourceSpan(start, end)), start, end);
    }

    private void foldInfix(Operator operator) {
        operatorCount--;
        boolean negated = negations[operatorCount];
        int end = operandEnds[operandCount - 1];
        Expression right = pop();
        int start = operandStarts[operandCount - 1];
        Expression left = pop();
        push(factory.binary(operator, left, right, negated, new SourceSpan(start, end)), start, end);
    }

    private Operator top() {
        return operators[operatorCount - 1];
    }

    private Expression pop() {
        operandCount--;
        return operands[operandCount];
    }

    private void push(Expression expression, int start, int end) {
        if (operandCount == operands.length) {
            operands = Arrays.copyOf(operands, 2 * operandCount);
            operandStarts = Arrays.copyOf(operandStarts, 2 * operandCount);
            operandEnds = Arrays.copyOf(operandEnds, 2 * operandCount);
        }
        operands[operandCount] = expression;
        operandStarts[operandCount] = start;
        operandEnds[operandCount] = end;
        operandCount++;
    }

    private void push(Operator operator, int start, boolean negated) {
        if (operatorCount == operators.length) {
            operators = Arrays.copyOf(operators, 2 * operatorCount);
            operatorStarts = Arrays.copyOf(operatorStarts, 2 * operatorCount);
            negations = Arrays.copyOf(negations, 2 * operatorCount);
        }
        operators[operatorCount] = operator;
        operatorStarts[operatorCount] = start;
        negations[operatorCount] = negated;
        operatorCount++;
    }
}
