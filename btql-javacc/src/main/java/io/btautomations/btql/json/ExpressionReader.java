package io.btautomations.btql.json;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.Access;
import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.And;
import io.btautomations.btql.ast.Arithmetic;
import io.btautomations.btql.ast.ArithmeticOperator;
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
import io.btautomations.btql.ast.IntervalUnit;
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
import io.btautomations.btql.ast.Star;
import io.btautomations.btql.ast.StringLiteral;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.NearestName;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.btql.json.JsonTree.JsonArray;
import io.btautomations.btql.json.JsonTree.JsonBoolean;
import io.btautomations.btql.json.JsonTree.JsonNull;
import io.btautomations.btql.json.JsonTree.JsonNumber;
import io.btautomations.btql.json.JsonTree.JsonObject;
import io.btautomations.btql.json.JsonTree.JsonString;
import io.btautomations.btql.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Makes expressions of JSON. */
final class ExpressionReader {

    private static final Map<String, ComparisonOperator> COMPARISONS = Map.of(
            "eq", ComparisonOperator.EQUAL,
            "ne", ComparisonOperator.NOT_EQUAL,
            "lt", ComparisonOperator.LESS,
            "le", ComparisonOperator.LESS_OR_EQUAL,
            "gt", ComparisonOperator.GREATER,
            "ge", ComparisonOperator.GREATER_OR_EQUAL,
            "is", ComparisonOperator.IS,
            "like", ComparisonOperator.LIKE,
            "ilike", ComparisonOperator.ILIKE,
            "match", ComparisonOperator.MATCH);
    private static final Map<String, ArithmeticOperator> ARITHMETIC = Map.of(
            "add", ArithmeticOperator.ADD,
            "sub", ArithmeticOperator.SUBTRACT,
            "mul", ArithmeticOperator.MULTIPLY,
            "div", ArithmeticOperator.DIVIDE,
            "mod", ArithmeticOperator.MODULO);
    private static final List<String> OTHERS = List.of(
            "literal",
            "interval",
            "ident",
            "star",
            "function",
            "in",
            "includes",
            "and",
            "or",
            "if",
            "neg",
            "not",
            "isnull",
            "isnotnull",
            "btql");

    private final BtqlParser parser;

    ExpressionReader(BtqlParser parser) {
        this.parser = parser;
    }

    /** @throws RejectedJson if it is no expression */
    Expression read(JsonTree tree) {
        JsonObject object = tree.asObject();
        if (object.member("btql").isPresent()) {
            return snippet(object.required("btql"));
        }
        JsonTree operator = object.required("op");
        String op = operator.asString();
        SourceSpan span = object.span();
        return switch (op) {
            case "literal" -> literal(object.required("value"), span);
            case "interval" -> interval(object);
            case "ident" -> path(object);
            case "function" -> call(object);
            case "in" -> in(object);
            case "includes" ->
                new Comparison(
                        ComparisonOperator.INCLUDES, operand(object, "haystack"), operand(object, "needle"), span);
            case "and", "or" -> logical(op, object);
            case "if" -> conditional(object);
            case "neg" -> negated(operand(object, "expr"), span);
            case "not" -> new Not(operand(object, "expr"), span);
            case "isnull" -> new IsNull(operand(object, "expr"), span);
            case "isnotnull" -> new Not(new IsNull(operand(object, "expr"), span), span);
            case "star" -> throw RejectedJson.unexpected("a star is no value", span);
            default -> binary(op, operator, object);
        };
    }

    /** A star, perhaps with replacements. */
    Star star(JsonObject object) {
        List<AliasedExpression> replacements = new ArrayList<>();
        object.present("replace")
                .ifPresent(replace -> replace.asObject().members().forEach((name, value) -> {
                    Expression expression = read(value);
                    replacements.add(
                            new AliasedExpression(expression, Optional.of(new Name(name, value.span())), value.span()));
                }));
        return new Star(replacements, object.span());
    }

    static boolean isStar(JsonTree tree) {
        return tree instanceof JsonObject object
                && object.member("op")
                        .filter(op ->
                                op instanceof JsonString text && text.value().equals("star"))
                        .isPresent();
    }

    Path path(JsonObject object) {
        List<PathStep> steps = new ArrayList<>();
        for (JsonTree step : object.required("name").asArray().elements()) {
            steps.add(
                    step instanceof JsonString key
                            ? new KeyStep(key.value(), key.span())
                            : new IndexStep((int) step.asWhole(-Integer.MAX_VALUE, Integer.MAX_VALUE), step.span()));
        }
        if (steps.isEmpty() || !(steps.getFirst() instanceof KeyStep)) {
            throw RejectedJson.unexpected(
                    "a name begins with a string", object.required("name").span());
        }
        return new Path(steps, object.span());
    }

    /** A text of the language within the JSON. */
    Expression snippet(JsonTree text) {
        try {
            return parser.parseFilter(text.asString());
        } catch (BtqlException rejected) {
            Diagnostic inner = rejected.diagnostics().getFirst();
            throw new RejectedJson(new Diagnostic(
                    inner.code(),
                    inner.severity(),
                    inner.message() + " at offset " + inner.span().start() + " of this text",
                    text.span(),
                    inner.expected(),
                    inner.hint()));
        }
    }

    private Expression operand(JsonObject object, String key) {
        return read(object.required(key));
    }

    private Expression literal(JsonTree value, SourceSpan span) {
        return switch (value) {
            case JsonNull ignored -> new NullLiteral(span);
            case JsonBoolean truth -> new BooleanLiteral(truth.value(), span);
            case JsonNumber number -> new NumberLiteral(number.value(), span);
            case JsonString string -> new StringLiteral(string.value(), span);
            case JsonArray array ->
                new ArrayConstructor(
                        array.elements().stream()
                                .map(element -> literal(element, element.span()))
                                .toList(),
                        span);
            case JsonObject object ->
                new ObjectConstructor(
                        object.members().entrySet().stream()
                                .map(member -> new ObjectEntry(
                                        member.getKey(),
                                        literal(
                                                member.getValue(),
                                                member.getValue().span()),
                                        member.getValue().span()))
                                .toList(),
                        span);
        };
    }

    private static IntervalLiteral interval(JsonObject object) {
        long amount = object.required("value").asWhole(-Long.MAX_VALUE, Long.MAX_VALUE);
        JsonTree unit = object.required("unit");
        for (IntervalUnit known : IntervalUnit.values()) {
            if (known.word().equals(unit.asString().toLowerCase(Locale.ROOT))) {
                return new IntervalLiteral(amount, known, object.span());
            }
        }
        throw RejectedJson.unexpected("unknown unit \"" + unit.asString() + "\"", unit.span());
    }

    private FunctionCall call(JsonObject object) {
        Path name = path(object.required("name").asObject());
        if (name.steps().size() != 1 || !BtqlParser.isFunctionName(name.root())) {
            throw RejectedJson.unexpected("this is no name of a function", name.span());
        }
        List<JsonTree> arguments = object.required("args").asArray().elements();
        boolean onlyStar = arguments.size() == 1 && isStar(arguments.getFirst());
        List<Expression> read = onlyStar
                ? List.of(star(arguments.getFirst().asObject()))
                : arguments.stream().map(this::read).toList();
        Name function = new Name(name.root().toLowerCase(Locale.ROOT), name.span());
        return new FunctionCall(function, false, read, List.of(), object.span());
    }

    private Expression in(JsonObject object) {
        Expression value = operand(object, "left");
        Expression list = operand(object, "right");
        boolean possible = list instanceof ArrayConstructor
                || list instanceof Path
                || list instanceof FunctionCall
                || (list instanceof Access access && access.base() instanceof FunctionCall);
        if (!possible) {
            throw RejectedJson.unexpected("\"in\" takes an array, a field or a function", list.span());
        }
        return new In(value, list, object.span());
    }

    private Expression logical(String op, JsonObject object) {
        List<Expression> terms = new ArrayList<>();
        object.present("left").ifPresent(left -> terms.add(read(left)));
        object.present("right").ifPresent(right -> terms.add(read(right)));
        object.present("children")
                .ifPresent(children -> children.asArray().elements().forEach(child -> terms.add(read(child))));
        if (terms.isEmpty()) {
            throw RejectedJson.unexpected("\"" + op + "\" has no operands", object.span());
        }
        if (terms.size() == 1) {
            return terms.getFirst();
        }
        return op.equals("and") ? new And(terms, object.span()) : new Or(terms, object.span());
    }

    private Expression conditional(JsonObject object) {
        List<Branch> branches = new ArrayList<>();
        for (JsonTree element : object.required("conds").asArray().elements()) {
            JsonObject branch = element.asObject();
            branches.add(new Branch(operand(branch, "cond"), operand(branch, "then"), branch.span()));
        }
        if (branches.isEmpty()) {
            throw RejectedJson.unexpected("\"if\" has no conditions", object.span());
        }
        Expression otherwise = object.present("else").map(this::read).orElseGet(() -> new NullLiteral(object.span()));
        return new Conditional(branches, otherwise, object.span());
    }

    private static Expression negated(Expression operand, SourceSpan span) {
        return operand instanceof NumberLiteral number
                ? new NumberLiteral(number.value().negate(), span)
                : new Negate(operand, span);
    }

    private Expression binary(String op, JsonTree operator, JsonObject object) {
        if (ARITHMETIC.containsKey(op)) {
            return new Arithmetic(ARITHMETIC.get(op), operand(object, "left"), operand(object, "right"), object.span());
        }
        if (COMPARISONS.containsKey(op)) {
            return comparison(COMPARISONS.get(op), object);
        }
        throw unknownOperator(op, operator.span());
    }

    private Expression comparison(ComparisonOperator operator, JsonObject object) {
        Expression left = operand(object, "left");
        Expression right = operand(object, "right");
        boolean isNull = operator == ComparisonOperator.IS && right instanceof NullLiteral;
        return isNull ? new IsNull(left, object.span()) : new Comparison(operator, left, right, object.span());
    }

    private static RejectedJson unknownOperator(String op, SourceSpan span) {
        TreeSet<String> known = new TreeSet<>(OTHERS);
        known.addAll(COMPARISONS.keySet());
        known.addAll(ARITHMETIC.keySet());
        RejectedJson unknown = RejectedJson.unexpected("unknown \"op\"", span);
        return NearestName.to(op, known)
                .map(name -> new RejectedJson(unknown.diagnostic().withHint("did you mean \"" + name + "\"?")))
                .orElse(unknown);
    }
}
