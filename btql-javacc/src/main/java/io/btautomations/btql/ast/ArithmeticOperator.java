package io.btautomations.btql.ast;

/** How an {@link Arithmetic} calculates. */
public enum ArithmeticOperator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    MODULO("%");

    private final String symbol;

    ArithmeticOperator(String symbol) {
        this.symbol = symbol;
    }

    /** The operator as texts spell it. */
    public String symbol() {
        return symbol;
    }
}
