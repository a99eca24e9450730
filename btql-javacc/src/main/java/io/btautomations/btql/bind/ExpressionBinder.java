package io.btautomations.btql.bind;

import io.btautomations.btql.ast.Access;
import io.btautomations.btql.ast.And;
import io.btautomations.btql.ast.Arithmetic;
import io.btautomations.btql.ast.ArrayConstructor;
import io.btautomations.btql.ast.BooleanLiteral;
import io.btautomations.btql.ast.Comparison;
import io.btautomations.btql.ast.Conditional;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.FunctionCall;
import io.btautomations.btql.ast.In;
import io.btautomations.btql.ast.IntervalLiteral;
import io.btautomations.btql.ast.IsNull;
import io.btautomations.btql.ast.Literal;
import io.btautomations.btql.ast.Negate;
import io.btautomations.btql.ast.Not;
import io.btautomations.btql.ast.NullLiteral;
import io.btautomations.btql.ast.NumberLiteral;
import io.btautomations.btql.ast.ObjectConstructor;
import io.btautomations.btql.ast.ObjectEntry;
import io.btautomations.btql.ast.Or;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.PercentLiteral;
import io.btautomations.btql.ast.Star;
import io.btautomations.btql.ast.StringLiteral;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.IntervalValue;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.TextValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Binds expressions. Goes on after an error, so that all are found; what it returns is then of no use. */
final class ExpressionBinder {

    /** Where the expression stands, which decides what it may contain. */
    enum Place {
        /** It is calculated for a row. */
        ROW,
        /** It is calculated for a group of rows: aggregates may stand in it. */
        GROUP,
        /** It is calculated for the value of an aggregate: no further aggregate may stand in it. */
        AGGREGATE
    }

    private static final BoundExpression NULL = new BoundExpression.Constant(NullValue.NULL, BtqlType.ANY);

    private final Scope scope;
    private final Findings findings;
    private final ComparisonBinder comparisons;
    private final CallBinder calls;

    /** @param hasTraces whether {@code any_span} looks at the other spans of a row's trace, or at the row alone */
    ExpressionBinder(Scope scope, Findings findings, Place place, boolean hasTraces) {
        this.scope = scope;
        this.findings = findings;
        this.comparisons = new ComparisonBinder(this, findings);
        this.calls = new CallBinder(this, scope, findings, place, hasTraces);
    }

    BoundExpression bind(Expression expression) {
        return switch (expression) {
            case Literal literal -> literal(literal);
            case Path path -> scope.resolve(path, findings);
            case Access access -> new BoundExpression.Access(bind(access.base()), RowScope.steps(access.steps()));
            case Star star -> {
                findings.error(
                        DiagnosticCode.WRONG_ARGUMENT,
                        star.span(),
                        "'*' stands for all fields and has no value of its own",
                        "use it in a select list or in count(*)");
                yield NULL;
            }
            case ArrayConstructor array -> new BoundExpression.ArrayOf(bindAll(array.elements()));
            case ObjectConstructor object ->
                new BoundExpression.ObjectOf(
                        object.entries().stream().map(ObjectEntry::key).toList(), bindAll(object.children()));
            case FunctionCall call -> calls.bind(call);
            case Negate negate -> new BoundExpression.Negate(bind(negate.operand()));
            case Not not -> new BoundExpression.Not(bind(not.operand()));
            case IsNull isNull -> new BoundExpression.IsNull(bind(isNull.operand()));
            case Comparison comparison -> comparisons.bind(comparison);
            case In in -> comparisons.bind(in);
            case Arithmetic arithmetic -> arithmetic(arithmetic);
            case And and -> and(bindAll(and.terms()));
            case Or or -> or(bindAll(or.terms()));
            case Conditional conditional -> conditional(conditional);
        };
    }

    List<BoundExpression> bindAll(List<Expression> expressions) {
        List<BoundExpression> bound = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            bound.add(bind(expression));
        }
        return List.copyOf(bound);
    }

    /** All of {@code terms}; those of an {@code And} among them instead of itself. */
    static BoundExpression and(List<BoundExpression> terms) {
        List<BoundExpression> flat = terms.stream()
                .flatMap(term -> term instanceof BoundExpression.And and ? and.terms().stream() : Stream.of(term))
                .toList();
        return flat.size() == 1 ? flat.getFirst() : new BoundExpression.And(flat);
    }

    private static BoundExpression or(List<BoundExpression> terms) {
        List<BoundExpression> flat = terms.stream()
                .flatMap(term -> term instanceof BoundExpression.Or or ? or.terms().stream() : Stream.of(term))
                .toList();
        return new BoundExpression.Or(flat);
    }

    private BoundExpression arithmetic(Arithmetic arithmetic) {
        BoundExpression left = asInstant(bind(arithmetic.left()));
        BoundExpression right = asInstant(bind(arithmetic.right()));
        return new BoundExpression.Arithmetic(arithmetic.operator(), left, right);
    }

    private static BoundExpression asInstant(BoundExpression expression) {
        return expression.type() == BtqlType.DATETIME ? instant(expression) : expression;
    }

    /** {@code expression} read as an instant: fields that hold datetimes hold them as text. */
    static BoundExpression instant(BoundExpression expression) {
        boolean isInstant = switch (expression) {
            case BoundExpression.AsInstant read -> true;
            case BoundExpression.Arithmetic shifted -> shifted.type() == BtqlType.DATETIME;
            case BoundExpression.Call call -> call.function().resultType().apply(List.of()) == BtqlType.DATETIME;
            default -> false;
        };
        return isInstant ? expression : new BoundExpression.AsInstant(expression);
    }

    private BoundExpression conditional(Conditional conditional) {
        List<BoundExpression.Case> cases = conditional.branches().stream()
                .map(branch -> new BoundExpression.Case(bind(branch.condition()), bind(branch.value())))
                .toList();
        return new BoundExpression.Conditional(cases, bind(conditional.otherwise()));
    }

    private BoundExpression literal(Literal literal) {
        return switch (literal) {
            case NullLiteral none -> NULL;
            case BooleanLiteral bool -> new BoundExpression.Constant(BooleanValue.of(bool.value()), BtqlType.BOOLEAN);
            case NumberLiteral number -> number(number.value());
            case PercentLiteral percent -> number(percent.fraction());
            case StringLiteral string -> new BoundExpression.Constant(new TextValue(string.value()), BtqlType.TEXT);
            case IntervalLiteral interval -> interval(interval);
        };
    }

    private static BoundExpression number(BigDecimal value) {
        return new BoundExpression.Constant(NumberValue.of(value), BtqlType.NUMBER);
    }

    private BoundExpression interval(IntervalLiteral interval) {
        Optional<IntervalValue> value = length(interval);
        if (value.isEmpty()) {
            findings.error(
                    DiagnosticCode.WRONG_ARGUMENT,
                    interval.span(),
                    "an interval of " + interval.amount() + " "
                            + interval.unit().word() + " is longer than time reaches");
            return NULL;
        }
        return new BoundExpression.Constant(value.get(), BtqlType.INTERVAL);
    }

    private static Optional<IntervalValue> length(IntervalLiteral interval) {
        long amount = interval.amount();
        try {
            return Optional.of(
                    switch (interval.unit()) {
                        case YEAR -> new IntervalValue(Math.multiplyExact(12L, amount), Duration.ZERO);
                        case MONTH -> new IntervalValue(amount, Duration.ZERO);
                        case DAY -> new IntervalValue(0, Duration.ofDays(1).multipliedBy(amount));
                        case HOUR -> new IntervalValue(0, Duration.ofHours(1).multipliedBy(amount));
                        case MINUTE ->
                            new IntervalValue(0, Duration.ofMinutes(1).multipliedBy(amount));
                        case SECOND -> new IntervalValue(0, Duration.ofSeconds(amount));
                        case MILLISECOND -> new IntervalValue(0, Duration.ofMillis(amount));
                        case MICROSECOND -> new IntervalValue(0, Duration.of(amount, ChronoUnit.MICROS));
                    });
        } catch (ArithmeticException tooLong) {
            return Optional.empty();
        }
    }
}
