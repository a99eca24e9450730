package io.btautomations.btql.bind;

import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.FunctionCall;
import io.btautomations.btql.ast.Star;
import io.btautomations.btql.bind.ExpressionBinder.Place;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.diagnostic.NearestName;
import io.btautomations.btql.function.AggregateFunction;
import io.btautomations.btql.function.DateTimes;
import io.btautomations.btql.function.EstimatedCost;
import io.btautomations.btql.function.FunctionRegistry;
import io.btautomations.btql.function.ScalarFunction;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.TextValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Binds calls: of scalar functions, of aggregates, and of the ones with a meaning of their own. */
final class CallBinder {

    private static final BoundExpression NULL = new BoundExpression.Constant(NullValue.NULL, BtqlType.ANY);
    private static final BoundExpression ONE = new BoundExpression.Constant(NumberValue.of(1), BtqlType.NUMBER);

    private static final List<String> SEARCHED_FIELDS =
            List.of("input", "output", "expected", "metadata", "span_attributes");
    private static final List<String> SPECIAL_NAMES =
            List.of("any_span", "filter_spans", "search", "estimated_cost", "includes", "contains");

    /** Functions that compare their arguments with each other, instants if one of them is a datetime. */
    private static final Set<String> COMPARING = Set.of("least", "greatest", "nullif");

    /** Functions of other places, and what to do here. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "estimated_cost_component", "use estimated_cost()",
            "rollup", "run a query for each of the groupings",
            "cube", "run a query for each of the groupings",
            "regexp_matches", "use LIKE, ILIKE or MATCH",
            "date_part", "use date_trunc()",
            "extract", "use date_trunc()");

    private final ExpressionBinder binder;
    private final Scope scope;
    private final Findings findings;
    private final Place place;
    private final SpanFilterBinder spanFilters;

    CallBinder(ExpressionBinder binder, Scope scope, Findings findings, Place place, boolean hasTraces) {
        this.binder = binder;
        this.scope = scope;
        this.findings = findings;
        this.place = place;
        this.spanFilters = new SpanFilterBinder(binder, findings, hasTraces);
    }

    BoundExpression bind(FunctionCall call) {
        String name = call.name().text();
        if (!call.namedArguments().isEmpty()) {
            findings.error(
                    DiagnosticCode.WRONG_ARGUMENT,
                    call.namedArguments().getFirst().span(),
                    name + "() takes no named arguments");
        }
        Optional<AggregateFunction> aggregate = FunctionRegistry.aggregate(name);
        if (aggregate.isPresent()) {
            return aggregate(call, aggregate.get());
        }
        if (call.distinct()) {
            findings.error(
                    DiagnosticCode.WRONG_ARGUMENT,
                    call.span(),
                    "DISTINCT goes with count() only, not with " + name + "()");
        }
        return switch (name) {
            case "any_span", "filter_spans" ->
                hasCount(call, name + "(condition)", 1, 1) ? spanFilters.bind(call) : NULL;
            case "search" -> hasCount(call, "search(string)", 1, 1) ? search(call) : NULL;
            case "estimated_cost" -> hasCount(call, "estimated_cost()", 0, 0) ? estimatedCost() : NULL;
            case "includes", "contains" ->
                hasCount(call, name + "(array, value)", 2, 2)
                        ? new BoundExpression.Includes(
                                binder.bind(call.arguments().get(0)),
                                binder.bind(call.arguments().get(1)))
                        : NULL;
            default -> scalar(call, name);
        };
    }

    private BoundExpression scalar(FunctionCall call, String name) {
        Optional<ScalarFunction> function = FunctionRegistry.scalar(name);
        if (function.isEmpty()) {
            TreeSet<String> names = new TreeSet<>(FunctionRegistry.scalarNames());
            names.addAll(FunctionRegistry.aggregateNames());
            names.addAll(SPECIAL_NAMES);
            findings.error(
                    DiagnosticCode.UNKNOWN_FUNCTION,
                    call.name().span(),
                    "unknown function '" + Findings.quote(name) + "'",
                    Optional.ofNullable(ELSEWHERE.get(name))
                            .or(() -> NearestName.to(name, names).map(meant -> "did you mean '" + meant + "'?")));
            return NULL;
        }
        List<BoundExpression> arguments = binder.bindAll(call.arguments());
        ScalarFunction found = function.get();
        if (!hasCount(call, found.signature(), found.minimumArguments(), found.maximumArguments())) {
            return NULL;
        }
        if (name.equals("date_trunc")) {
            checkUnit(call.arguments().getFirst(), arguments.getFirst());
        }
        boolean isAboutTime = COMPARING.contains(name)
                && arguments.stream().anyMatch(argument -> argument.type() == BtqlType.DATETIME);
        return new BoundExpression.Call(
                found,
                isAboutTime ? arguments.stream().map(ExpressionBinder::instant).toList() : arguments);
    }

    private void checkUnit(Expression source, BoundExpression unit) {
        if (unit instanceof BoundExpression.Constant constant
                && !(constant.value() instanceof TextValue text
                        && DateTimes.unit(text.text()).isPresent())) {
            findings.error(
                    DiagnosticCode.WRONG_ARGUMENT,
                    source.span(),
                    "this is no unit of time",
                    "use 'second', 'minute', 'hour', 'day', 'week', 'month' or 'year',"
                            + " or several of the first four such as '15 minutes'");
        }
    }

    private boolean hasCount(FunctionCall call, String signature, int minimum, int maximum) {
        int count = call.arguments().size();
        if (count >= minimum && count <= maximum) {
            return true;
        }
        findings.error(
                DiagnosticCode.WRONG_ARGUMENT_COUNT,
                call.span(),
                call.name().text() + "() has " + count(count) + ", expected " + expected(minimum, maximum),
                "it is used as " + signature);
        return false;
    }

    private static String count(int count) {
        return count == 1 ? "1 argument" : count + " arguments";
    }

    private static String expected(int minimum, int maximum) {
        if (minimum == maximum) {
            return minimum == 0 ? "none" : Integer.toString(minimum);
        }
        return maximum == Integer.MAX_VALUE ? minimum + " or more" : minimum + " to " + maximum;
    }

    /** Fields that are null hold no words; that makes no search unknown. */
    private BoundExpression search(FunctionCall call) {
        BoundExpression phrase = binder.bind(call.arguments().getFirst());
        if (phrase.type() != BtqlType.TEXT && phrase.type() != BtqlType.ANY) {
            findings.error(
                    DiagnosticCode.WRONG_ARGUMENT,
                    call.arguments().getFirst().span(),
                    "search() needs a string, not a " + phrase.type().word());
        }
        List<BoundExpression> matches = SEARCHED_FIELDS.stream()
                .map(field -> (BoundExpression) new BoundExpression.IsTrue(
                        new BoundExpression.Match(column(FieldPath.of(field), BtqlType.ANY), phrase)))
                .toList();
        return new BoundExpression.Or(matches);
    }

    private static BoundExpression estimatedCost() {
        List<BoundExpression> fields = EstimatedCost.FIELDS.stream()
                .map(keys -> column(new FieldPath(keys), BtqlType.ANY))
                .toList();
        return new BoundExpression.Call(EstimatedCost.FUNCTION, fields);
    }

    private static BoundExpression column(FieldPath path, BtqlType type) {
        return new BoundExpression.Column(path, List.of(), type);
    }

    private BoundExpression aggregate(FunctionCall call, AggregateFunction named) {
        String name = named.word();
        if (place != Place.GROUP) {
            findings.error(
                    DiagnosticCode.MISPLACED_AGGREGATE,
                    call.span(),
                    place == Place.ROW
                            ? name + "() is calculated for a group of rows, but this is evaluated row by row"
                            : name + "() stands within another aggregate",
                    place == Place.ROW
                            ? "use it in measures, select, final_filter or sort"
                            : "calculate the inner aggregate in a subquery");
            return NULL;
        }
        boolean isPercentile = named == AggregateFunction.PERCENTILE;
        int count = isPercentile ? 2 : 1;
        if (!hasCount(call, isPercentile ? "percentile(number, fraction)" : name + "(value)", count, count)) {
            return NULL;
        }
        AggregateFunction function = distinct(call, named);
        Expression source = call.arguments().getFirst();
        boolean countsRows =
                source instanceof Star star && star.replacements().isEmpty() && named == AggregateFunction.COUNT;
        BoundExpression argument =
                countsRows ? ONE : new ExpressionBinder(scope, findings, Place.AGGREGATE, false).bind(source);
        boolean isOrdered = named == AggregateFunction.MIN || named == AggregateFunction.MAX;
        if (isOrdered && argument.type() == BtqlType.DATETIME) {
            argument = new BoundExpression.AsInstant(argument);
        }
        double parameter = isPercentile ? fraction(call.arguments().get(1)) : 0;
        return new BoundExpression.Aggregate(function, argument, parameter);
    }

    private AggregateFunction distinct(FunctionCall call, AggregateFunction named) {
        if (!call.distinct()) {
            return named;
        }
        if (named != AggregateFunction.COUNT) {
            findings.error(
                    DiagnosticCode.WRONG_ARGUMENT,
                    call.span(),
                    "DISTINCT goes with count() only, not with " + named.word() + "()");
        }
        return AggregateFunction.COUNT_DISTINCT;
    }

    private double fraction(Expression source) {
        BoundExpression bound = binder.bind(source);
        if (bound instanceof BoundExpression.Constant constant
                && constant.value() instanceof NumberValue number
                && number.approximate() >= 0
                && number.approximate() <= 1) {
            return number.approximate();
        }
        findings.error(
                DiagnosticCode.WRONG_ARGUMENT,
                source.span(),
                "the fraction of percentile() must be a number from 0 to 1",
                "write 0.95 or 95% for the 95th percentile");
        return 0;
    }
}
