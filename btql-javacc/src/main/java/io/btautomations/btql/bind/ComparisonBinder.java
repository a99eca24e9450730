package io.btautomations.btql.bind;

import io.btautomations.btql.ast.ArrayConstructor;
import io.btautomations.btql.ast.Comparison;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.In;
import io.btautomations.btql.ast.NullLiteral;
import io.btautomations.btql.bind.BoundExpression.ComparisonKind;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.source.SourceSpan;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.IsoTime;
import io.btautomations.btql.value.TextValue;
import java.util.List;

/** Binds the operators that compare: synonyms become one, and what stands beside a datetime is read as one. */
final class ComparisonBinder {

    private final ExpressionBinder binder;
    private final Findings findings;

    ComparisonBinder(ExpressionBinder binder, Findings findings) {
        this.binder = binder;
        this.findings = findings;
    }

    BoundExpression bind(Comparison comparison) {
        BoundExpression left = binder.bind(comparison.left());
        BoundExpression right = binder.bind(comparison.right());
        return switch (comparison.operator()) {
            case EQUAL -> equal(comparison, left, right);
            case NOT_EQUAL -> new BoundExpression.Not(equal(comparison, left, right));
            case LESS -> compare(ComparisonKind.LESS, comparison, left, right);
            case LESS_OR_EQUAL -> compare(ComparisonKind.LESS_OR_EQUAL, comparison, left, right);
            case GREATER -> compare(ComparisonKind.GREATER, comparison, left, right);
            case GREATER_OR_EQUAL -> compare(ComparisonKind.GREATER_OR_EQUAL, comparison, left, right);
            case NULL_SAFE_EQUAL, IS -> compare(ComparisonKind.NULL_SAFE_EQUAL, comparison, left, right);
            case NULL_SAFE_NOT_EQUAL ->
                new BoundExpression.Not(compare(ComparisonKind.NULL_SAFE_EQUAL, comparison, left, right));
            case LIKE -> new BoundExpression.Like(left, text(comparison, right), false);
            case ILIKE -> new BoundExpression.Like(left, text(comparison, right), true);
            case MATCH -> new BoundExpression.Match(left, text(comparison, right));
            case INCLUDES -> new BoundExpression.Includes(left, right);
        };
    }

    /** A comparison with the word null asks for null, as users mean it. */
    private BoundExpression equal(Comparison comparison, BoundExpression left, BoundExpression right) {
        if (comparison.right() instanceof NullLiteral) {
            return new BoundExpression.IsNull(left);
        }
        if (comparison.left() instanceof NullLiteral) {
            return new BoundExpression.IsNull(right);
        }
        return compare(ComparisonKind.EQUAL, comparison, left, right);
    }

    private BoundExpression compare(
            ComparisonKind kind, Comparison comparison, BoundExpression left, BoundExpression right) {
        if (left.type() != BtqlType.DATETIME && right.type() != BtqlType.DATETIME) {
            warnIfNeverEqual(comparison.span(), left.type(), right.type());
            return new BoundExpression.Comparison(kind, left, right);
        }
        return new BoundExpression.Comparison(
                kind, instant(left, comparison.left()), instant(right, comparison.right()));
    }

    private BoundExpression instant(BoundExpression bound, Expression source) {
        boolean isNoDate = bound instanceof BoundExpression.Constant constant
                && constant.value() instanceof TextValue text
                && IsoTime.parse(text.text()).isEmpty();
        boolean isOther = switch (bound.type()) {
            case NUMBER, BOOLEAN, INTERVAL, ARRAY, OBJECT -> true;
            case TEXT, DATETIME, ANY -> false;
        };
        if (isNoDate || isOther) {
            findings.warning(
                    DiagnosticCode.NOT_A_DATE,
                    source.span(),
                    "this is compared with a datetime but is no date, so the comparison is always unknown",
                    "write dates like '2024-01-15' or '2024-01-15T10:30:00Z'");
        }
        return ExpressionBinder.instant(bound);
    }

    private void warnIfNeverEqual(SourceSpan span, BtqlType left, BtqlType right) {
        if (left != right && left != BtqlType.ANY && right != BtqlType.ANY) {
            findings.warning(
                    DiagnosticCode.DIFFERENT_TYPES,
                    span,
                    "a " + left.word() + " is compared with a " + right.word() + ", which never holds",
                    "convert one side, for example with to_number() or to_string()");
        }
    }

    private BoundExpression text(Comparison comparison, BoundExpression right) {
        if (right.type() != BtqlType.TEXT && right.type() != BtqlType.ANY) {
            findings.error(
                    DiagnosticCode.WRONG_ARGUMENT,
                    comparison.right().span(),
                    comparison.operator().symbol() + " needs a string on its right, not a "
                            + right.type().word());
        }
        return right;
    }

    BoundExpression bind(In in) {
        BoundExpression value = binder.bind(in.value());
        if (!(in.list() instanceof ArrayConstructor list)) {
            return new BoundExpression.InArray(value, binder.bind(in.list()));
        }
        List<BoundExpression> items = binder.bindAll(list.elements());
        boolean isAboutTime =
                value.type() == BtqlType.DATETIME || items.stream().anyMatch(item -> item.type() == BtqlType.DATETIME);
        if (!isAboutTime) {
            return new BoundExpression.In(value, items);
        }
        List<BoundExpression> instants =
                items.stream().map(ExpressionBinder::instant).toList();
        return new BoundExpression.In(instant(value, in.value()), instants);
    }
}
