package io.btautomations.btql.bind;

import io.btautomations.btql.bind.BoundExpression.Access;
import io.btautomations.btql.bind.BoundExpression.Aggregate;
import io.btautomations.btql.bind.BoundExpression.And;
import io.btautomations.btql.bind.BoundExpression.AnySpan;
import io.btautomations.btql.bind.BoundExpression.Arithmetic;
import io.btautomations.btql.bind.BoundExpression.ArrayOf;
import io.btautomations.btql.bind.BoundExpression.AsInstant;
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
import io.btautomations.btql.bind.BoundExpression.Negate;
import io.btautomations.btql.bind.BoundExpression.Not;
import io.btautomations.btql.bind.BoundExpression.ObjectOf;
import io.btautomations.btql.bind.BoundExpression.Or;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rebuilds expressions with other children. */
final class ChildReplacement {

    private ChildReplacement() {}

    static BoundExpression in(BoundExpression expression, UnaryOperator<BoundExpression> change) {
        return switch (expression) {
            case Constant constant -> constant;
            case Column column -> column;
            case Derived derived -> derived;
            case Access access -> new Access(change.apply(access.base()), access.steps());
            case ArrayOf array -> new ArrayOf(all(array.elements(), change));
            case ObjectOf object -> new ObjectOf(object.keys(), all(object.values(), change));
            case Call call -> new Call(call.function(), all(call.arguments(), change));
            case Arithmetic arithmetic ->
                new Arithmetic(
                        arithmetic.operator(), change.apply(arithmetic.left()), change.apply(arithmetic.right()));
            case Negate negate -> new Negate(change.apply(negate.operand()));
            case AsInstant asInstant -> new AsInstant(change.apply(asInstant.operand()));
            case Comparison comparison ->
                new Comparison(comparison.kind(), change.apply(comparison.left()), change.apply(comparison.right()));
            case Like like -> new Like(change.apply(like.operand()), change.apply(like.pattern()), like.ignoreCase());
            case Match match -> new Match(change.apply(match.operand()), change.apply(match.phrase()));
            case Includes includes -> new Includes(change.apply(includes.haystack()), change.apply(includes.needle()));
            case In in -> new In(change.apply(in.value()), all(in.items(), change));
            case InArray in -> new InArray(change.apply(in.value()), change.apply(in.array()));
            case IsNull isNull -> new IsNull(change.apply(isNull.operand()));
            case IsTrue isTrue -> new IsTrue(change.apply(isTrue.condition()));
            case Not not -> new Not(change.apply(not.condition()));
            case And and -> new And(all(and.terms(), change));
            case Or or -> new Or(all(or.terms(), change));
            case Conditional conditional ->
                new Conditional(
                        conditional.cases().stream()
                                .map(each -> new Case(change.apply(each.condition()), change.apply(each.value())))
                                .toList(),
                        change.apply(conditional.otherwise()));
            case AnySpan anySpan -> new AnySpan(change.apply(anySpan.condition()));
            case Aggregate aggregate ->
                new Aggregate(aggregate.function(), change.apply(aggregate.argument()), aggregate.parameter());
        };
    }

    private static List<BoundExpression> all(List<BoundExpression> children, UnaryOperator<BoundExpression> change) {
        return children.stream().map(change).toList();
    }
}
