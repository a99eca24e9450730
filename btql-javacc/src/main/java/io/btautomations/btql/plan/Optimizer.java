package io.btautomations.btql.plan;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.bind.BoundExpression.Aggregate;
import io.btautomations.btql.bind.BoundExpression.And;
import io.btautomations.btql.bind.BoundExpression.AnySpan;
import io.btautomations.btql.bind.BoundExpression.Call;
import io.btautomations.btql.bind.BoundExpression.Case;
import io.btautomations.btql.bind.BoundExpression.Column;
import io.btautomations.btql.bind.BoundExpression.Comparison;
import io.btautomations.btql.bind.BoundExpression.Conditional;
import io.btautomations.btql.bind.BoundExpression.Constant;
import io.btautomations.btql.bind.BoundExpression.Derived;
import io.btautomations.btql.bind.BoundExpression.In;
import io.btautomations.btql.bind.BoundExpression.InArray;
import io.btautomations.btql.bind.BoundExpression.Includes;
import io.btautomations.btql.bind.BoundExpression.IsNull;
import io.btautomations.btql.bind.BoundExpression.IsTrue;
import io.btautomations.btql.bind.BoundExpression.Like;
import io.btautomations.btql.bind.BoundExpression.Match;
import io.btautomations.btql.bind.BoundExpression.Not;
import io.btautomations.btql.bind.BoundExpression.Or;
import io.btautomations.btql.eval.Compiler;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.function.CallContext;
import io.btautomations.btql.function.PriceTable;
import io.btautomations.btql.row.PathSet;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.Truth;
import io.btautomations.btql.value.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says the same with less work: calculates what no row can change, drops what cannot matter, and puts cheap conditions
 * before dear ones. Evaluation has no side effects and never fails, so the order is free.
 */
public final class Optimizer {

    private static final BoundExpression TRUE = new Constant(BooleanValue.TRUE, BtqlType.BOOLEAN);
    private static final BoundExpression FALSE = new Constant(BooleanValue.FALSE, BtqlType.BOOLEAN);

    private final Compiler compiler = new Compiler(PathSet.of(List.of()));
    private final Row noRow;

    /** @param offset by which functions of constant times are calculated */
    public Optimizer(ZoneOffset offset) {
        this.noRow = new NoRow(new CallContext(Instant.EPOCH, offset, PriceTable.LIST_PRICES));
    }

    /** An expression that is worth the same as {@code expression} on every row. */
    public BoundExpression optimize(BoundExpression expression) {
        BoundExpression rebuilt = rebuild(expression);
        return isFoldable(rebuilt) ? fold(rebuilt) : rebuilt;
    }

    private static boolean isFoldable(BoundExpression expression) {
        boolean isFixed = switch (expression) {
            case Constant constant -> false;
            case Column column -> false;
            case Derived derived -> false;
            case AnySpan anySpan -> false;
            case Aggregate aggregate -> false;
            case Call call -> call.function().isConstant();
            default -> true;
        };
        return isFixed && expression.children().stream().allMatch(Constant.class::isInstance);
    }

    private BoundExpression fold(BoundExpression expression) {
        Value value = compiler.operand(expression).value(noRow);
        return new Constant(value, expression.type());
    }

    private BoundExpression rebuild(BoundExpression expression) {
        return switch (expression) {
            case IsTrue isTrue -> isTrue(optimize(isTrue.condition()));
            case Not not -> not(optimize(not.condition()));
            case And and -> and(all(and.terms()));
            case Or or -> or(all(or.terms()));
            case Conditional conditional -> conditional(conditional);
            default -> expression.withChildren(this::optimize);
        };
    }

    private List<BoundExpression> all(List<BoundExpression> expressions) {
        return expressions.stream().map(this::optimize).toList();
    }

    private static BoundExpression isTrue(BoundExpression condition) {
        return condition instanceof IsTrue || condition instanceof AnySpan ? condition : new IsTrue(condition);
    }

    /** A double negation is left out where the operand is a truth value already. */
    private static BoundExpression not(BoundExpression condition) {
        return condition instanceof Not inner && isTruth(inner.condition()) ? inner.condition() : new Not(condition);
    }

    private static boolean isTruth(BoundExpression expression) {
        return switch (expression) {
            case Comparison comparison -> true;
            case Like like -> true;
            case Match match -> true;
            case Includes includes -> true;
            case In in -> true;
            case InArray in -> true;
            case IsNull isNull -> true;
            case IsTrue isTrue -> true;
            case Not not -> true;
            case And and -> true;
            case Or or -> true;
            case AnySpan anySpan -> true;
            default -> false;
        };
    }

    private static BoundExpression and(List<BoundExpression> terms) {
        Set<BoundExpression> kept = new LinkedHashSet<>();
        terms.stream()
                .flatMap(term -> term instanceof And and ? and.terms().stream() : Stream.of(term))
                .filter(term -> !isAlways(term, Truth.TRUE))
                .forEach(kept::add);
        if (kept.stream().anyMatch(term -> isAlways(term, Truth.FALSE))) {
            return FALSE;
        }
        return kept.isEmpty() ? TRUE : joined(kept, true);
    }

    private static BoundExpression or(List<BoundExpression> terms) {
        Set<BoundExpression> kept = new LinkedHashSet<>();
        terms.stream()
                .flatMap(term -> term instanceof Or or ? or.terms().stream() : Stream.of(term))
                .filter(term -> !isAlways(term, Truth.FALSE))
                .forEach(kept::add);
        if (kept.stream().anyMatch(term -> isAlways(term, Truth.TRUE))) {
            return TRUE;
        }
        return kept.isEmpty() ? FALSE : joined(kept, false);
    }

    private static boolean isAlways(BoundExpression term, Truth truth) {
        return term instanceof Constant constant && Truth.of(constant.value()) == truth;
    }

    private static BoundExpression joined(Set<BoundExpression> terms, boolean isAnd) {
        List<BoundExpression> sorted = new ArrayList<>(terms);
        sorted.sort(Comparator.comparingInt(Cost::of));
        if (sorted.size() == 1 && isTruth(sorted.getFirst())) {
            return sorted.getFirst();
        }
        return isAnd ? new And(List.copyOf(sorted)) : new Or(List.copyOf(sorted));
    }

    private BoundExpression conditional(Conditional conditional) {
        List<Case> cases = new ArrayList<>();
        for (Case each : conditional.cases()) {
            BoundExpression condition = optimize(each.condition());
            BoundExpression value = optimize(each.value());
            if (condition instanceof Constant constant) {
                if (Truth.of(constant.value()) == Truth.TRUE) {
                    return cases.isEmpty() ? value : new Conditional(List.copyOf(cases), value);
                }
            } else {
                cases.add(new Case(condition, value));
            }
        }
        BoundExpression otherwise = optimize(conditional.otherwise());
        return cases.isEmpty() ? otherwise : new Conditional(List.copyOf(cases), otherwise);
    }

    private record NoRow(CallContext context) implements Row {

        @Override
        public Value column(int slot) {
            throw new IllegalStateException("a constant reads no column");
        }

        @Override
        public Value derived(int index) {
            throw new IllegalStateException("a constant reads no column");
        }
    }
}
