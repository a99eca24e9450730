package io.btautomations.btql.eval;

import io.btautomations.btql.bind.BoundExpression;
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
import io.btautomations.btql.function.Arithmetics;
import io.btautomations.btql.function.Comparisons;
import io.btautomations.btql.function.LikePattern;
import io.btautomations.btql.function.Phrase;
import io.btautomations.btql.function.ScalarFunction;
import io.btautomations.btql.row.PathSet;
import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.SpreadValue;
import io.btautomations.btql.value.Step;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Truth;
import io.btautomations.btql.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns bound expressions into closures over rows whose columns lie in the slots of one path set. */
public final class Compiler {

    private final PathSet paths;
    private final SliceConditions slices;

    /** @param paths holds the path of every column in what is compiled */
    public Compiler(PathSet paths) {
        this.paths = paths;
        this.slices = new SliceConditions(paths);
    }

    /** The closure that calculates {@code expression}. */
    public Operand operand(BoundExpression expression) {
        return switch (expression) {
            case Constant constant -> row -> constant.value();
            case Column column -> column(column);
            case Derived derived -> row -> row.derived(derived.index());
            case Access access -> access(access);
            case ArrayOf array -> array(array);
            case ObjectOf object -> object(object);
            case Call call -> call(call);
            case Arithmetic arithmetic -> arithmetic(arithmetic);
            case Negate negate -> negate(negate);
            case AsInstant asInstant -> asInstant(asInstant);
            case Conditional conditional -> conditional(conditional);
            case Aggregate aggregate -> throw new IllegalStateException("an aggregate outside a group: " + aggregate);
            case AnySpan anySpan -> throw new IllegalStateException("any_span outside a trace: " + anySpan);
            case Comparison comparison -> value(expression);
            case Like like -> value(expression);
            case Match match -> value(expression);
            case Includes includes -> value(expression);
            case In in -> value(expression);
            case InArray in -> value(expression);
            case IsNull isNull -> value(expression);
            case IsTrue isTrue -> value(expression);
            case Not not -> value(expression);
            case And and -> value(expression);
            case Or or -> value(expression);
        };
    }

    /** The closure that tests {@code expression}. */
    public Condition condition(BoundExpression expression) {
        return slices.faster(expression, general(expression));
    }

    private Condition general(BoundExpression expression) {
        return switch (expression) {
            case Comparison comparison -> comparison(comparison);
            case Like like -> like(like);
            case Match match -> match(match);
            case Includes includes -> includes(includes);
            case In in -> in(in);
            case InArray in -> inArray(in);
            case IsNull isNull -> isNull(isNull);
            case IsTrue isTrue -> isTrue(isTrue);
            case Not not -> not(not);
            case And and -> and(and.terms());
            case Or or -> or(or.terms());
            default -> truth(expression);
        };
    }

    private Operand value(BoundExpression condition) {
        Condition tested = condition(condition);
        return row -> tested.test(row).toValue();
    }

    private Condition truth(BoundExpression operand) {
        Operand calculated = operand(operand);
        return row -> Truth.of(calculated.value(row));
    }

    private Operand column(Column column) {
        int slot = paths.slotOf(column.path()).orElseThrow();
        List<Step> steps = column.steps();
        return steps.isEmpty() ? row -> row.column(slot) : row -> Step.follow(row.column(slot), steps);
    }

    private Operand access(Access access) {
        Operand base = operand(access.base());
        return row -> Step.follow(base.value(row), access.steps());
    }

    private List<Operand> operands(List<BoundExpression> expressions) {
        return expressions.stream().map(this::operand).toList();
    }

    /** The worth of an operand where a path through an array counts as that array. */
    private static Value whole(Operand operand, Row row) {
        return SpreadValue.whole(operand.value(row));
    }

    private static List<Value> wholes(List<Operand> operands, Row row) {
        List<Value> values = new ArrayList<>(operands.size());
        for (Operand operand : operands) {
            values.add(whole(operand, row));
        }
        return values;
    }

    private Operand array(ArrayOf array) {
        List<Operand> elements = operands(array.elements());
        return row -> new ArrayValue(wholes(elements, row));
    }

    private Operand object(ObjectOf object) {
        List<Operand> values = operands(object.values());
        return row -> {
            Map<String, Value> members = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                members.put(object.keys().get(i), whole(values.get(i), row));
            }
            return new ObjectValue(members);
        };
    }

    private Operand call(Call call) {
        List<Operand> arguments = operands(call.arguments());
        ScalarFunction.Body body = call.function().body();
        return row -> body.call(wholes(arguments, row), row.context());
    }

    private Operand arithmetic(Arithmetic arithmetic) {
        Operand left = operand(arithmetic.left());
        Operand right = operand(arithmetic.right());
        return switch (arithmetic.operator()) {
            case ADD -> row -> Arithmetics.add(left.value(row), right.value(row));
            case SUBTRACT -> row -> Arithmetics.subtract(left.value(row), right.value(row));
            case MULTIPLY -> row -> Arithmetics.multiply(left.value(row), right.value(row));
            case DIVIDE -> row -> Arithmetics.divide(left.value(row), right.value(row));
            case MODULO -> row -> Arithmetics.modulo(left.value(row), right.value(row));
        };
    }

    private Operand negate(Negate negate) {
        Operand operand = operand(negate.operand());
        return row -> Arithmetics.negate(operand.value(row));
    }

    private Operand asInstant(AsInstant asInstant) {
        Operand operand = operand(asInstant.operand());
        return row -> Comparisons.toInstant(operand.value(row));
    }

    private Operand conditional(Conditional conditional) {
        List<Condition> conditions = new ArrayList<>();
        List<Operand> values = new ArrayList<>();
        for (Case each : conditional.cases()) {
            conditions.add(condition(each.condition()));
            values.add(operand(each.value()));
        }
        Operand otherwise = operand(conditional.otherwise());
        return row -> {
            for (int i = 0; i < conditions.size(); i++) {
                if (conditions.get(i).test(row) == Truth.TRUE) {
                    return values.get(i).value(row);
                }
            }
            return otherwise.value(row);
        };
    }

    private Condition comparison(Comparison comparison) {
        Operand left = operand(comparison.left());
        Operand right = operand(comparison.right());
        return switch (comparison.kind()) {
            case EQUAL -> row -> Comparisons.equal(left.value(row), right.value(row));
            case NULL_SAFE_EQUAL -> row -> Truth.of(Comparisons.same(left.value(row), right.value(row)));
            case LESS -> row -> Comparisons.ordered(left.value(row), right.value(row), order -> order < 0);
            case LESS_OR_EQUAL -> row -> Comparisons.ordered(left.value(row), right.value(row), order -> order <= 0);
            case GREATER -> row -> Comparisons.ordered(left.value(row), right.value(row), order -> order > 0);
            case GREATER_OR_EQUAL -> row -> Comparisons.ordered(left.value(row), right.value(row), order -> order >= 0);
        };
    }

    private Condition like(Like like) {
        Operand operand = operand(like.operand());
        if (like.pattern() instanceof Constant constant && constant.value() instanceof TextValue text) {
            LikePattern pattern = LikePattern.of(text.text(), like.ignoreCase());
            return row -> Comparisons.like(operand.value(row), pattern);
        }
        Operand patterns = operand(like.pattern());
        return row -> switch (patterns.value(row)) {
            case TextValue text -> Comparisons.like(operand.value(row), LikePattern.of(text.text(), like.ignoreCase()));
            case NullValue none -> Truth.UNKNOWN;
            default -> operand.value(row).isNull() ? Truth.UNKNOWN : Truth.FALSE;
        };
    }

    private Condition match(Match match) {
        Operand operand = operand(match.operand());
        if (match.phrase() instanceof Constant constant && constant.value() instanceof TextValue text) {
            Phrase phrase = Phrase.of(text.text());
            return row -> Comparisons.match(operand.value(row), phrase);
        }
        Operand phrases = operand(match.phrase());
        return row -> switch (phrases.value(row)) {
            case TextValue text -> Comparisons.match(operand.value(row), Phrase.of(text.text()));
            case NullValue none -> Truth.UNKNOWN;
            default -> operand.value(row).isNull() ? Truth.UNKNOWN : Truth.FALSE;
        };
    }

    private Condition includes(Includes includes) {
        Operand haystack = operand(includes.haystack());
        Operand needle = operand(includes.needle());
        return row -> Comparisons.includes(haystack.value(row), needle.value(row));
    }

    private Condition in(In in) {
        Operand value = operand(in.value());
        List<Operand> items = operands(in.items());
        if (in.items().stream().allMatch(Constant.class::isInstance)) {
            ConstantList list = ConstantList.of(in.items().stream()
                    .map(item -> SpreadValue.whole(((Constant) item).value()))
                    .toList());
            return row -> list.contains(value.value(row));
        }
        return row -> Comparisons.in(value.value(row), wholes(items, row));
    }

    private Condition inArray(InArray in) {
        Operand value = operand(in.value());
        Operand array = operand(in.array());
        return row -> Comparisons.in(value.value(row), array.value(row));
    }

    private Condition isNull(IsNull isNull) {
        Operand operand = operand(isNull.operand());
        return row -> Truth.of(operand.value(row).isNull());
    }

    private Condition isTrue(IsTrue isTrue) {
        Condition condition = condition(isTrue.condition());
        return row -> Truth.of(condition.test(row) == Truth.TRUE);
    }

    private Condition not(Not not) {
        Condition condition = condition(not.condition());
        return row -> condition.test(row).not();
    }

    private Condition and(List<BoundExpression> terms) {
        Condition[] conditions = terms.stream().map(this::condition).toArray(Condition[]::new);
        return row -> {
            Truth all = Truth.TRUE;
            for (Condition condition : conditions) {
                Truth truth = condition.test(row);
                if (truth == Truth.FALSE) {
                    return Truth.FALSE;
                }
                all = all.and(truth);
            }
            return all;
        };
    }

    private Condition or(List<BoundExpression> terms) {
        Condition[] conditions = terms.stream().map(this::condition).toArray(Condition[]::new);
        return row -> {
            Truth any = Truth.FALSE;
            for (Condition condition : conditions) {
                Truth truth = condition.test(row);
                if (truth == Truth.TRUE) {
                    return Truth.TRUE;
                }
                any = any.or(truth);
            }
            return any;
        };
    }
}
