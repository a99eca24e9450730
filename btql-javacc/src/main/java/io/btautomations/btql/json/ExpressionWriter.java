package io.btautomations.btql.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.btautomations.btql.ast.AliasedExpression;
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
import io.btautomations.btql.ast.Name;
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
import io.btautomations.btql.print.CanonicalPrinter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes expressions as JSON. */
final class ExpressionWriter {

    private final JsonGenerator json;

    ExpressionWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(Expression expression) throws IOException {
        json.writeStartObject();
        switch (expression) {
            case Path path -> path(path);
            case IntervalLiteral interval -> interval(interval);
            case Star star -> star(star);
            case FunctionCall call
            when !call.distinct() && call.namedArguments().isEmpty() -> call(call);
            case Negate negate -> unary("neg", negate.operand());
            case Not not when not.operand() instanceof IsNull isNull -> unary("isnotnull", isNull.operand());
            case Not not -> unary("not", not.operand());
            case IsNull isNull -> unary("isnull", isNull.operand());
            case Comparison comparison when operator(comparison.operator()).isPresent() -> comparison(comparison);
            case Arithmetic arithmetic -> arithmetic(arithmetic);
            case And and -> logical("and", and.terms());
            case Or or -> logical("or", or.terms());
            case Conditional conditional -> conditional(conditional);
            case In in -> binary("in", in.value(), in.list());
            case Expression other when isLiteral(other) -> literal(other);
            case Expression other -> snippet(other);
        }
        json.writeEndObject();
    }

    private void operator(String op) throws IOException {
        json.writeStringField("op", op);
    }

    private void field(String key, Expression expression) throws IOException {
        json.writeFieldName(key);
        write(expression);
    }

    private void path(Path path) throws IOException {
        operator("ident");
        json.writeArrayFieldStart("name");
        for (PathStep step : path.steps()) {
            switch (step) {
                case KeyStep key -> json.writeString(key.key());
                case IndexStep index -> json.writeNumber(index.index());
            }
        }
        json.writeEndArray();
    }

    private void interval(IntervalLiteral interval) throws IOException {
        operator("interval");
        json.writeNumberField("value", interval.amount());
        json.writeStringField("unit", interval.unit().word());
    }

    private void star(Star star) throws IOException {
        operator("star");
        if (!star.replacements().isEmpty()) {
            json.writeObjectFieldStart("replace");
            for (AliasedExpression replacement : star.replacements()) {
                field(replacement.alias().map(Name::text).orElse(""), replacement.expression());
            }
            json.writeEndObject();
        }
    }

    private void call(FunctionCall call) throws IOException {
        operator("function");
        json.writeFieldName("name");
        name(call.name().text());
        json.writeArrayFieldStart("args");
        for (Expression argument : call.arguments()) {
            write(argument);
        }
        json.writeEndArray();
    }

    /** A name of one piece, as an expression. */
    void name(String name) throws IOException {
        json.writeStartObject();
        operator("ident");
        json.writeArrayFieldStart("name");
        json.writeString(name);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void unary(String op, Expression operand) throws IOException {
        operator(op);
        field("expr", operand);
    }

    private void binary(String op, Expression left, Expression right) throws IOException {
        operator(op);
        field("left", left);
        field("right", right);
    }

    private void comparison(Comparison comparison) throws IOException {
        if (comparison.operator() == ComparisonOperator.INCLUDES) {
            operator("includes");
            field("haystack", comparison.left());
            field("needle", comparison.right());
        } else {
            binary(operator(comparison.operator()).orElseThrow(), comparison.left(), comparison.right());
        }
    }

    private static Optional<String> operator(ComparisonOperator operator) {
        return switch (operator) {
            case EQUAL -> Optional.of("eq");
            case NOT_EQUAL -> Optional.of("ne");
            case LESS -> Optional.of("lt");
            case LESS_OR_EQUAL -> Optional.of("le");
            case GREATER -> Optional.of("gt");
            case GREATER_OR_EQUAL -> Optional.of("ge");
            case IS -> Optional.of("is");
            case LIKE -> Optional.of("like");
            case ILIKE -> Optional.of("ilike");
            case MATCH -> Optional.of("match");
            case INCLUDES -> Optional.of("includes");
            case NULL_SAFE_EQUAL, NULL_SAFE_NOT_EQUAL -> Optional.empty();
        };
    }

    private void arithmetic(Arithmetic arithmetic) throws IOException {
        String op = switch (arithmetic.operator()) {
            case ADD -> "add";
            case SUBTRACT -> "sub";
            case MULTIPLY -> "mul";
            case DIVIDE -> "div";
            case MODULO -> "mod";
        };
        binary(op, arithmetic.left(), arithmetic.right());
    }

    private void logical(String op, List<Expression> terms) throws IOException {
        operator(op);
        json.writeArrayFieldStart("children");
        for (Expression term : terms) {
            write(term);
        }
        json.writeEndArray();
    }

    private void conditional(Conditional conditional) throws IOException {
        operator("if");
        json.writeArrayFieldStart("conds");
        for (Branch branch : conditional.branches()) {
            json.writeStartObject();
            field("cond", branch.condition());
            field("then", branch.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        field("else", conditional.otherwise());
    }

    private void snippet(Expression expression) throws IOException {
        json.writeStringField("btql", CanonicalPrinter.filter(expression));
    }

    /** Whether an expression is a value that JSON knows; an interval is none. */
    private static boolean isLiteral(Expression expression) {
        return switch (expression) {
            case NullLiteral ignored -> true;
            case BooleanLiteral ignored -> true;
            case NumberLiteral ignored -> true;
            case PercentLiteral ignored -> true;
            case StringLiteral ignored -> true;
            case ArrayConstructor array -> array.elements().stream().allMatch(ExpressionWriter::isLiteral);
            case ObjectConstructor object ->
                object.entries().stream().allMatch(entry -> isLiteral(entry.value()))
                        && object.entries().stream()
                                        .map(ObjectEntry::key)
                                        .distinct()
                                        .count()
                                == object.entries().size();
            default -> false;
        };
    }

    private void literal(Expression expression) throws IOException {
        operator("literal");
        json.writeFieldName("value");
        value(expression);
    }

    private void value(Expression expression) throws IOException {
        switch (expression) {
            case BooleanLiteral truth -> json.writeBoolean(truth.value());
            case NumberLiteral number -> json.writeNumber(number.value());
            case PercentLiteral percent -> json.writeNumber(percent.fraction());
            case StringLiteral string -> json.writeString(string.value());
            case ArrayConstructor array -> {
                json.writeStartArray();
                for (Expression element : array.elements()) {
                    value(element);
                }
                json.writeEndArray();
            }
            case ObjectConstructor object -> {
                json.writeStartObject();
                for (ObjectEntry entry : object.entries()) {
                    json.writeFieldName(entry.key());
                    value(entry.value());
                }
                json.writeEndObject();
            }
            default -> json.writeNull();
        }
    }
}
