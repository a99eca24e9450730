package io.btautomations.core.query;

import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.And;
import io.btautomations.btql.ast.ArrayConstructor;
import io.btautomations.btql.ast.Comparison;
import io.btautomations.btql.ast.ComparisonOperator;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.FunctionCall;
import io.btautomations.btql.ast.In;
import io.btautomations.btql.ast.KeyStep;
import io.btautomations.btql.ast.Name;
import io.btautomations.btql.ast.NumberLiteral;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.SortDirection;
import io.btautomations.btql.ast.SortItem;
import io.btautomations.btql.ast.Star;
import io.btautomations.btql.ast.StringLiteral;
import io.btautomations.btql.source.SourceSpan;
import io.btautomations.core.braintrust.PaginationKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Small trees of the language that stand in no text. */
final class Trees {

    /** The field that names a row's place in its log. */
    static final String KEY = "_pagination_key";

    /** The field that names a row's trace. */
    static final String TRACE = "root_span_id";

    private Trees() {}

    static Path field(String name) {
        return new Path(List.of(new KeyStep(name, SourceSpan.NONE)), SourceSpan.NONE);
    }

    static StringLiteral text(String value) {
        return new StringLiteral(value, SourceSpan.NONE);
    }

    static AliasedExpression column(Expression expression) {
        return new AliasedExpression(expression, Optional.empty(), SourceSpan.NONE);
    }

    static AliasedExpression column(Expression expression, String alias) {
        return new AliasedExpression(expression, Optional.of(new Name(alias, SourceSpan.NONE)), SourceSpan.NONE);
    }

    static AliasedExpression allFields() {
        return column(new Star(List.of(), SourceSpan.NONE));
    }

    static FunctionCall call(String function, Expression argument) {
        return new FunctionCall(
                new Name(function, SourceSpan.NONE), false, List.of(argument), List.of(), SourceSpan.NONE);
    }

    static FunctionCall countRows() {
        return call("count", new NumberLiteral(BigDecimal.ONE, SourceSpan.NONE));
    }

    static SortItem by(Expression expression, SortDirection direction) {
        return new SortItem(expression, direction, SourceSpan.NONE);
    }

    /** Rows from the key on. */
    static Expression from(PaginationKey key) {
        return compare(ComparisonOperator.GREATER_OR_EQUAL, key);
    }

    /** Rows in the range. */
    static Expression in(KeyRange range) {
        return and(List.of(from(range.from()), compare(ComparisonOperator.LESS, range.to())));
    }

    /** Rows of these traces. */
    static Expression ofTraces(Collection<String> ids) {
        List<Expression> texts = new ArrayList<>();
        ids.forEach(id -> texts.add(text(id)));
        return new In(field(TRACE), new ArrayConstructor(texts, SourceSpan.NONE), SourceSpan.NONE);
    }

    /** Rows for which both hold. */
    static Expression and(Expression one, Optional<Expression> other) {
        return other.map(more -> and(List.of(one, more))).orElse(one);
    }

    static Expression and(List<Expression> terms) {
        return new And(terms, SourceSpan.NONE);
    }

    private static Expression compare(ComparisonOperator operator, PaginationKey key) {
        return new Comparison(operator, field(KEY), text(key.toString()), SourceSpan.NONE);
    }
}
