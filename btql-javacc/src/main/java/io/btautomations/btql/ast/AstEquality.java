package io.btautomations.btql.ast;

/** Whether two trees say the same, wherever they stand in their texts. */
public final class AstEquality {

    private AstEquality() {}

    /** Whether both expressions are equal but for their spans. */
    public static boolean equal(Expression left, Expression right) {
        return withoutSpans(left).equals(withoutSpans(right));
    }

    /** Whether both queries are equal but for their spans. */
    public static boolean equal(Query left, Query right) {
        return withoutSpans(left).equals(withoutSpans(right));
    }

    /** The same tree with {@link io.btautomations.btql.source.SourceSpan#NONE} everywhere: a key for sets and maps. */
    public static Expression withoutSpans(Expression expression) {
        return new SpanEraser().rewrite(expression);
    }

    /** The same tree with {@link io.btautomations.btql.source.SourceSpan#NONE} everywhere. */
    public static Query withoutSpans(Query query) {
        return new SpanEraser().rewrite(query);
    }
}
