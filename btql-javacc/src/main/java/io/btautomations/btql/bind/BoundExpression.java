package io.btautomations.btql.bind;

import io.btautomations.btql.ast.ArithmeticOperator;
import io.btautomations.btql.function.AggregateFunction;
import io.btautomations.btql.function.ScalarFunction;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.Step;
import io.btautomations.btql.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An expression without names and without synonyms. Two are equal if they say the same, wherever they stood in their
 * text.
 */
public sealed interface BoundExpression {

    /** What is known of the value's type. */
    default BtqlType type() {
        return BtqlType.BOOLEAN;
    }

    /** The expressions directly within this one. */
    List<BoundExpression> children();

    /** This and all expressions within it. */
    default Stream<BoundExpression> tree() {
        return Stream.concat(Stream.of(this), children().stream().flatMap(BoundExpression::tree));
    }

    /** A value that is known. */
    record Constant(Value value, BtqlType type) implements BoundExpression {
        @Override
        public List<BoundExpression> children() {
            return List.of();
        }
    }

    /**
     * A value in the row that was read.
     *
     * @param path the keys before the first index
     * @param steps from the first index on
     */
    record Column(FieldPath path, List<Step> steps, BtqlType type) implements BoundExpression {

        /** What stands below this column behind {@code keys}. */
        Column below(List<String> keys) {
            List<String> all = new ArrayList<>(path.keys());
            all.addAll(keys);
            return new Column(new FieldPath(all), List.of(), BtqlType.ANY);
        }

        @Override
        public List<BoundExpression> children() {
            return List.of();
        }
    }

    /**
     * A value that an earlier part of the query calculated: an unpivoted column, a group's key or aggregate, an output.
     *
     * @param index its place among the values that belong to the row at hand
     * @param name for people
     */
    record Derived(int index, String name, BtqlType type) implements BoundExpression {
        @Override
        public List<BoundExpression> children() {
            return List.of();
        }
    }

    /** A value within a calculated value. */
    record Access(BoundExpression base, List<Step> steps) implements BoundExpression {
        @Override
        public BtqlType type() {
            return BtqlType.ANY;
        }

        @Override
        public List<BoundExpression> children() {
            return List.of(base);
        }
    }

    /** An array of values. */
    record ArrayOf(List<BoundExpression> elements) implements BoundExpression {
        @Override
        public BtqlType type() {
            return BtqlType.ARRAY;
        }

        @Override
        public List<BoundExpression> children() {
            return elements;
        }
    }

    /** An object of values; both lists are of one length. */
    record ObjectOf(List<String> keys, List<BoundExpression> values) implements BoundExpression {
        @Override
        public BtqlType type() {
            return BtqlType.OBJECT;
        }

        @Override
        public List<BoundExpression> children() {
            return values;
        }
    }

    /** A function's result. */
    record Call(ScalarFunction function, List<BoundExpression> arguments) implements BoundExpression {
        @Override
        public BtqlType type() {
            return function.resultType()
                    .apply(arguments.stream().map(BoundExpression::type).toList());
        }

        @Override
        public List<BoundExpression> children() {
            return arguments;
        }
    }

    /** Two operands calculated with. */
    record Arithmetic(ArithmeticOperator operator, BoundExpression left, BoundExpression right)
            implements BoundExpression {
        @Override
        public BtqlType type() {
            return ArithmeticTypes.of(operator, left.type(), right.type());
        }

        @Override
        public List<BoundExpression> children() {
            return List.of(left, right);
        }
    }

    /** The opposite of a number or interval. */
    record Negate(BoundExpression operand) implements BoundExpression {
        @Override
        public BtqlType type() {
            return ArithmeticTypes.negated(operand.type());
        }

        @Override
        public List<BoundExpression> children() {
            return List.of(operand);
        }
    }

    /** The instant that a value is or spells. */
    record AsInstant(BoundExpression operand) implements BoundExpression {
        @Override
        public BtqlType type() {
            return BtqlType.DATETIME;
        }

        @Override
        public List<BoundExpression> children() {
            return List.of(operand);
        }
    }

    /** How two values are compared. */
    enum ComparisonKind {
        EQUAL("="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        NULL_SAFE_EQUAL("<=>");

        private final String symbol;

        ComparisonKind(String symbol) {
            this.symbol = symbol;
        }

        /** The operator as texts spell it. */
        public String symbol() {
            return symbol;
        }
    }

    /** Two values compared. */
    record Comparison(ComparisonKind kind, BoundExpression left, BoundExpression right) implements BoundExpression {
        @Override
        public List<BoundExpression> children() {
            return List.of(left, right);
        }
    }

    /** A string that fits a pattern. */
    record Like(BoundExpression operand, BoundExpression pattern, boolean ignoreCase) implements BoundExpression {
        @Override
        public List<BoundExpression> children() {
            return List.of(operand, pattern);
        }
    }

    /** A value in which a phrase stands. */
    record Match(BoundExpression operand, BoundExpression phrase) implements BoundExpression {
        @Override
        public List<BoundExpression> children() {
            return List.of(operand, phrase);
        }
    }

    /** An array or object that holds a value. */
    record Includes(BoundExpression haystack, BoundExpression needle) implements BoundExpression {
        @Override
        public List<BoundExpression> children() {
            return List.of(haystack, needle);
        }
    }

    /** A value that is in a list written out. */
    record In(BoundExpression value, List<BoundExpression> items) implements BoundExpression {
        @Override
        public List<BoundExpression> children() {
            List<BoundExpression> children = new ArrayList<>(items.size() + 1);
            children.add(value);
            children.addAll(items);
            return List.copyOf(children);
        }
    }

    /** A value that is in an array. */
    record InArray(BoundExpression value, BoundExpression array) implements BoundExpression {
        @Override
        public List<BoundExpression> children() {
            return List.of(value, array);
        }
    }

    /** Null, or missing. */
    record IsNull(BoundExpression operand) implements BoundExpression {
        @Override
        public List<BoundExpression> children() {
            return List.of(operand);
        }
    }

    /** True, where unknown counts as false. */
    record IsTrue(BoundExpression condition) implements BoundExpression {
        @Override
        public List<BoundExpression> children() {
            return List.of(condition);
        }
    }

    /** The opposite; of unknown, unknown. */
    record Not(BoundExpression condition) implements BoundExpression {
        @Override
        public List<BoundExpression> children() {
            return List.of(condition);
        }
    }

    /** All of them; none of them an {@code And}. */
    record And(List<BoundExpression> terms) implements BoundExpression {
        @Override
        public List<BoundExpression> children() {
            return terms;
        }
    }

    /** One of them at least; none of them an {@code Or}. */
    record Or(List<BoundExpression> terms) implements BoundExpression {
        @Override
        public List<BoundExpression> children() {
            return terms;
        }
    }

    /** A condition and what follows from it. */
    record Case(BoundExpression condition, BoundExpression value) {}

    /** The value of the first case whose condition is true. */
    record Conditional(List<Case> cases, BoundExpression otherwise) implements BoundExpression {
        @Override
        public BtqlType type() {
            return cases.stream().map(each -> each.value().type()).reduce(otherwise.type(), BtqlType::or);
        }

        @Override
        public List<BoundExpression> children() {
            return Stream.concat(
                            cases.stream().flatMap(each -> Stream.of(each.condition(), each.value())),
                            Stream.of(otherwise))
                    .toList();
        }
    }

    /** Whether a span of the row's trace satisfies the condition. */
    record AnySpan(BoundExpression condition) implements BoundExpression {
        @Override
        public List<BoundExpression> children() {
            return List.of(condition);
        }
    }

    /**
     * An aggregate over the rows of a group.
     *
     * @param parameter the fraction of a percentile, 0 for other aggregates
     */
    record Aggregate(AggregateFunction function, BoundExpression argument, double parameter)
            implements BoundExpression {
        @Override
        public BtqlType type() {
            return function.resultType(argument.type());
        }

        @Override
        public List<BoundExpression> children() {
            return List.of(argument);
        }
    }

    /** This with something else in the place of each of its children. */
    default BoundExpression withChildren(UnaryOperator<BoundExpression> change) {
        return ChildReplacement.in(this, change);
    }
}
