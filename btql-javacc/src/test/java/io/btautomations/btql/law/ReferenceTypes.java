package io.btautomations.btql.law;

import io.btautomations.btql.ast.Arithmetic;
import io.btautomations.btql.ast.Conditional;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.FunctionCall;
import io.btautomations.btql.ast.IntervalLiteral;
import io.btautomations.btql.ast.KeyStep;
import io.btautomations.btql.ast.Negate;
import io.btautomations.btql.ast.Path;
import java.util.List;
import java.util.Set;

/** What the reference interpreter takes from the text alone: which expressions are datetimes and intervals. */
final class ReferenceTypes {

    private static final Set<String> DATETIME_FUNCTIONS = Set.of(
            "now",
            "current_timestamp",
            "current_date",
            "second",
            "minute",
            "hour",
            "day",
            "week",
            "month",
            "year",
            "date_trunc",
            "to_date",
            "to_datetime");
    private static final Set<String> CHOOSING_FUNCTIONS = Set.of("coalesce", "nullif", "least", "greatest");

    private ReferenceTypes() {}

    /** Whether the text says that the value is a datetime. */
    static boolean isDatetime(Expression expression) {
        return switch (expression) {
            case Path path ->
                path.steps().stream().allMatch(KeyStep.class::isInstance)
                        && List.of("created", "origin.created")
                                .contains(String.join(
                                        ".",
                                        path.steps().stream()
                                                .map(step -> ((KeyStep) step).key())
                                                .toList()));
            case FunctionCall call ->
                DATETIME_FUNCTIONS.contains(call.name().text())
                        || List.of("least", "greatest", "nullif")
                                        .contains(call.name().text())
                                && call.arguments().stream().anyMatch(ReferenceTypes::isDatetime)
                        || call.name().text().equals("coalesce")
                                && call.arguments().stream().allMatch(ReferenceTypes::isDatetime);
            case Arithmetic arithmetic ->
                switch (arithmetic.operator()) {
                    case ADD -> isDatetime(arithmetic.left()) || isDatetime(arithmetic.right());
                    case SUBTRACT -> isDatetime(arithmetic.left()) && isInterval(arithmetic.right());
                    default -> false;
                };
            case Conditional conditional ->
                isDatetime(conditional.otherwise())
                        && conditional.branches().stream().allMatch(branch -> isDatetime(branch.value()));
            default -> false;
        };
    }

    /** Whether the text says that the value is a length of time. */
    static boolean isInterval(Expression expression) {
        return switch (expression) {
            case IntervalLiteral interval -> true;
            case FunctionCall call ->
                call.name().text().equals("to_interval")
                        || CHOOSING_FUNCTIONS.contains(call.name().text())
                                && call.arguments().stream().allMatch(ReferenceTypes::isInterval);
            case Negate negate -> isInterval(negate.operand());
            case Arithmetic arithmetic ->
                switch (arithmetic.operator()) {
                    case ADD -> isInterval(arithmetic.left()) && isInterval(arithmetic.right());
                    case SUBTRACT ->
                        isInterval(arithmetic.left()) && isInterval(arithmetic.right())
                                || isDatetime(arithmetic.left()) && isDatetime(arithmetic.right());
                    default -> false;
                };
            case Conditional conditional ->
                isInterval(conditional.otherwise())
                        && conditional.branches().stream().allMatch(branch -> isInterval(branch.value()));
            default -> false;
        };
    }
}
