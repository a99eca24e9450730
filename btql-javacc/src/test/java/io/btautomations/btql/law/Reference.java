package io.btautomations.btql.law;

import com.fasterxml.jackson.databind.JsonNode;
import io.btautomations.btql.ast.Access;
import io.btautomations.btql.ast.And;
import io.btautomations.btql.ast.Arithmetic;
import io.btautomations.btql.ast.ArrayConstructor;
import io.btautomations.btql.ast.BooleanLiteral;
import io.btautomations.btql.ast.Branch;
import io.btautomations.btql.ast.Comparison;
import io.btautomations.btql.ast.ComparisonOperator;
import io.btautomations.btql.ast.Conditional;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.FunctionCall;
import io.btautomations.btql.ast.In;
import io.btautomations.btql.ast.IndexStep;
import io.btautomations.btql.ast.IntervalLiteral;
import io.btautomations.btql.ast.IsNull;
import io.btautomations.btql.ast.KeyStep;
import io.btautomations.btql.ast.Negate;
import io.btautomations.btql.ast.Not;
import io.btautomations.btql.ast.NullLiteral;
import io.btautomations.btql.ast.NumberLiteral;
import io.btautomations.btql.ast.ObjectConstructor;
import io.btautomations.btql.ast.ObjectEntry;
import io.btautomations.btql.ast.Or;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.PathStep;
import io.btautomations.btql.ast.PercentLiteral;
import io.btautomations.btql.ast.Star;
import io.btautomations.btql.ast.StringLiteral;
import io.btautomations.btql.function.PriceTable;
import io.btautomations.btql.law.ReferenceValues.Span;
import io.btautomations.btql.law.ReferenceValues.Spread;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A naive interpreter of expressions over one row: walks the tree, knows no plan, and shares nothing with the product
 * but the tree and the price list. Truth is a {@link Boolean} or null for unknown.
 */
final class Reference {

    private static final Set<String> CHOOSING_FUNCTIONS = Set.of("coalesce", "nullif", "least", "greatest");
    private static final List<String> SEARCHED = List.of("input", "output", "expected", "metadata", "span_attributes");

    private final ReferenceFunctions functions;
    private final Object row;

    Reference(JsonNode row, Instant now, ZoneOffset offset) {
        this.row = ReferenceValues.of(row);
        this.functions = new ReferenceFunctions(now, offset);
    }

    Object value(Expression expression) {
        return switch (expression) {
            case NullLiteral none -> null;
            case BooleanLiteral bool -> bool.value();
            case NumberLiteral number -> number.value();
            case PercentLiteral percent -> percent.percentage().movePointLeft(2);
            case StringLiteral string -> string.value();
            case IntervalLiteral interval ->
                ReferenceArithmetic.span(interval.amount(), interval.unit().word());
            case Path path -> follow(row, path.steps());
            case Access access -> follow(ReferenceValues.whole(value(access.base())), access.steps());
            case ArrayConstructor array -> wholes(array.elements());
            case ObjectConstructor object -> {
                Map<String, Object> members = new LinkedHashMap<>();
                for (ObjectEntry entry : object.entries()) {
                    members.put(entry.key(), ReferenceValues.whole(value(entry.value())));
                }
                yield members;
            }
            case FunctionCall call -> call(call);
            case Arithmetic arithmetic ->
                ReferenceArithmetic.arithmetic(
                        arithmetic.operator().symbol(), read(arithmetic.left()), read(arithmetic.right()));
            case Negate negate ->
                switch (value(negate.operand())) {
                    case BigDecimal number -> ReferenceArithmetic.arithmetic("-", BigDecimal.ZERO, number);
                    case Span span -> new Span(-span.months(), span.seconds().negate());
                    case null, default -> null;
                };
            case Conditional conditional -> {
                for (Branch branch : conditional.branches()) {
                    if (Boolean.TRUE.equals(truth(branch.condition()))) {
                        yield value(branch.value());
                    }
                }
                yield value(conditional.otherwise());
            }
            case Not not -> truth(expression);
            case And and -> truth(expression);
            case Or or -> truth(expression);
            case IsNull isNull -> truth(expression);
            case Comparison comparison -> truth(expression);
            case In in -> truth(expression);
            case Star star -> throw new AssertionError("a star has no value");
        };
    }

    Boolean truth(Expression expression) {
        return switch (expression) {
            case Not not -> ReferenceComparisons.not(truth(not.operand()));
            case And and ->
                ReferenceComparisons.all(and.terms().stream().map(this::truth).toList());
            case Or or -> ReferenceComparisons.any(truths(or.terms()));
            case IsNull isNull -> value(isNull.operand()) == null;
            case Comparison comparison -> comparison(comparison);
            case In in -> in(in);
            default -> ReferenceComparisons.asTruth(value(expression));
        };
    }

    private List<Boolean> truths(List<Expression> terms) {
        List<Boolean> truths = new ArrayList<>();
        terms.forEach(term -> truths.add(truth(term)));
        return truths;
    }

    // ------------------------------------------------------------------------------------------------------ paths

    private static Object follow(Object value, List<PathStep> steps) {
        if (steps.isEmpty()) {
            return value;
        }
        List<PathStep> rest = steps.subList(1, steps.size());
        return switch (steps.getFirst()) {
            case IndexStep index
            when value instanceof List<?> list -> {
                int position = index.index() < 0 ? list.size() + index.index() : index.index();
                yield position >= 0 && position < list.size() ? follow(list.get(position), rest) : null;
            }
            case KeyStep key when value instanceof Map<?, ?> map -> follow(map.get(key.key()), rest);
            case KeyStep key
            when value instanceof List<?> list -> {
                List<Object> found = new ArrayList<>();
                for (Object element : list) {
                    switch (follow(element, steps)) {
                        case Spread spread -> found.addAll(spread.elements());
                        case null -> {}
                        case Object single -> found.add(single);
                    }
                }
                yield found.isEmpty() ? null : new Spread(found);
            }
            default -> null;
        };
    }

    // ------------------------------------------------------------------------------------------------ comparisons

    /** The value; of a datetime, the instant. */
    Object read(Expression expression) {
        Object value = value(expression);
        return ReferenceTypes.isDatetime(expression) ? ReferenceValues.instant(value) : value;
    }

    private Boolean comparison(Comparison comparison) {
        ComparisonOperator operator = comparison.operator();
        Object left = value(comparison.left());
        Object right = value(comparison.right());
        boolean literalNull = comparison.left() instanceof NullLiteral || comparison.right() instanceof NullLiteral;
        switch (operator) {
            case LIKE, ILIKE, MATCH -> {
                return ReferenceComparisons.textual(operator, left, right);
            }
            case INCLUDES -> {
                return ReferenceComparisons.includes(left, ReferenceValues.whole(right));
            }
            case EQUAL, NOT_EQUAL -> {
                if (literalNull) {
                    Object other = comparison.right() instanceof NullLiteral ? left : right;
                    return (other == null) == (operator == ComparisonOperator.EQUAL);
                }
            }
            default -> {}
        }
        if (ReferenceTypes.isDatetime(comparison.left()) || ReferenceTypes.isDatetime(comparison.right())) {
            left = ReferenceValues.instant(left);
            right = ReferenceValues.instant(right);
        }
        return switch (operator) {
            case EQUAL -> ReferenceComparisons.equal(left, right);
            case NOT_EQUAL -> ReferenceComparisons.not(ReferenceComparisons.equal(left, right));
            case NULL_SAFE_EQUAL, IS -> ReferenceComparisons.same(left, right);
            case NULL_SAFE_NOT_EQUAL -> !ReferenceComparisons.same(left, right);
            case LESS -> ReferenceComparisons.ordered(left, right, order -> order < 0);
            case LESS_OR_EQUAL -> ReferenceComparisons.ordered(left, right, order -> order <= 0);
            case GREATER -> ReferenceComparisons.ordered(left, right, order -> order > 0);
            case GREATER_OR_EQUAL -> ReferenceComparisons.ordered(left, right, order -> order >= 0);
            default -> throw new AssertionError(operator);
        };
    }

    private Boolean in(In in) {
        Object value = value(in.value());
        List<Object> items;
        if (in.list() instanceof ArrayConstructor list) {
            boolean aboutTime = ReferenceTypes.isDatetime(in.value())
                    || list.elements().stream().anyMatch(ReferenceTypes::isDatetime);
            value = aboutTime ? ReferenceValues.instant(value) : value;
            items = new ArrayList<>();
            for (Expression element : list.elements()) {
                Object item = value(element);
                items.add(ReferenceValues.whole(aboutTime ? ReferenceValues.instant(item) : item));
            }
        } else {
            Object list = ReferenceValues.whole(value(in.list()));
            if (list == null) {
                return null;
            }
            items = list instanceof List<?> several ? new ArrayList<>(several) : ReferenceComparisons.single(list);
        }
        if (value == null) {
            return null;
        }
        List<Boolean> answers = new ArrayList<>();
        List<Object> elements = List.of();
        if (value instanceof Spread spread) {
            elements = spread.elements();
        } else {
            for (Object item : items) {
                answers.add(ReferenceComparisons.equal(value, item));
            }
            elements = value instanceof List<?> list ? new ArrayList<>(list) : elements;
        }
        for (Object element : elements) {
            for (Object item : items) {
                answers.add(element != null && Boolean.TRUE.equals(ReferenceComparisons.equal(element, item)));
            }
        }
        if (items.contains(null)) {
            answers.add(null);
        }
        return ReferenceComparisons.any(answers);
    }

    // -------------------------------------------------------------------------------------------------- functions

    private List<Object> wholes(List<Expression> expressions) {
        List<Object> values = new ArrayList<>();
        expressions.forEach(each -> values.add(ReferenceValues.whole(value(each))));
        return values;
    }

    private Object call(FunctionCall call) {
        List<Expression> arguments = call.arguments();
        String name = call.name().text();
        return switch (name) {
            case "any_span" -> Boolean.TRUE.equals(truth(arguments.getFirst()));
            case "filter_spans" -> truth(arguments.getFirst());
            case "search" -> search(value(arguments.getFirst()));
            case "contains", "includes" ->
                ReferenceComparisons.includes(value(arguments.get(0)), ReferenceValues.whole(value(arguments.get(1))));
            case "estimated_cost" -> estimatedCost();
            case "nullif" -> {
                List<Object> values = comparable(call);
                yield Boolean.TRUE.equals(ReferenceComparisons.equal(values.get(0), values.get(1)))
                        ? null
                        : values.get(0);
            }
            default -> functions.call(name, CHOOSING_FUNCTIONS.contains(name) ? comparable(call) : wholes(arguments));
        };
    }

    /** What is compared with a datetime is read as one. */
    private List<Object> comparable(FunctionCall call) {
        boolean aboutTime = !call.name().text().equals("coalesce")
                && call.arguments().stream().anyMatch(ReferenceTypes::isDatetime);
        List<Object> values = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            Object value = value(argument);
            values.add(ReferenceValues.whole(aboutTime ? ReferenceValues.instant(value) : value));
        }
        return values;
    }

    private boolean search(Object phrase) {
        return phrase instanceof String text
                && SEARCHED.stream().anyMatch(field -> ReferenceTexts.match(field(field), text));
    }

    private Object field(String... keys) {
        Object value = row;
        for (String key : keys) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value;
    }

    private Object estimatedCost() {
        if (field("metrics", "estimated_cost") instanceof BigDecimal stored) {
            return stored;
        }
        Object prompt = field("metrics", "prompt_tokens");
        Object completion = field("metrics", "completion_tokens");
        boolean isScorer = "scorer".equals(field("span_attributes", "purpose"));
        if (isScorer
                || !(prompt instanceof BigDecimal) && !(completion instanceof BigDecimal)
                || !(field("metadata", "model") instanceof String model)) {
            return null;
        }
        double cached = Math.min(number(field("metrics", "prompt_cached_tokens")), number(prompt));
        return PriceTable.LIST_PRICES
                .priceOf(model)
                .map(price -> ((number(prompt) - cached) * price.input()
                                + cached * price.cachedInput()
                                + number(completion) * price.output())
                        / 1e6)
                .filter(Double::isFinite)
                .map(BigDecimal::valueOf)
                .orElse(null);
    }

    private static double number(Object value) {
        return value instanceof BigDecimal number ? number.doubleValue() : 0;
    }
}
