package io.btautomations.btql.grammar;

import io.btautomations.btql.ast.Access;
import io.btautomations.btql.ast.AggregateNames;
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
import io.btautomations.btql.ast.Literal;
import io.btautomations.btql.ast.Name;
import io.btautomations.btql.ast.NamedArgument;
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
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.source.SourceSpan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes the nodes of expressions out of tokens. Holds the text, since tokens only know where they stand in it. */
final class AstFactory {

    private final String text;
    private final Literals literals;
    private boolean repeating;

    AstFactory(String text) {
        this.text = text;
        this.literals = new Literals(this);
    }

    /** Whether a tree holds a node in several places, so that it may be larger than its text. */
    boolean isRepeating() {
        return repeating;
    }

    static SourceSpan span(Token token) {
        return new SourceSpan(token.beginColumn, token.endColumn);
    }

    static SourceSpan span(Token first, Token last) {
        return new SourceSpan(first.beginColumn, last.endColumn);
    }

    /** What the token says, as it was written. */
    String text(Token token) {
        return text.substring(token.beginColumn, token.endColumn);
    }

    /** The token in quotes for a message, shortened if it is long. */
    String quote(Token token) {
        return SyntaxErrors.quote(text(token));
    }

    /** The token as a name: a word as it was written, or what is in the quotes. */
    String unquoted(Token token) {
        return switch (token.kind) {
            case BtqlGrammarConstants.QUOTED -> QuotedText.twofold(text(token));
            case BtqlGrammarConstants.BACKQUOTED -> QuotedText.backward(text(token));
            case BtqlGrammarConstants.STRING -> QuotedText.single(text(token));
            default -> text(token);
        };
    }

    StringLiteral string(Token token) {
        return new StringLiteral(unquoted(token), span(token));
    }

    Literal word(Token token) {
        return switch (token.kind) {
            case BtqlGrammarConstants.TRUE -> new BooleanLiteral(true, span(token));
            case BtqlGrammarConstants.FALSE -> new BooleanLiteral(false, span(token));
            default -> new NullLiteral(span(token));
        };
    }

    Expression number(Token number, boolean percent, Token last) {
        BigDecimal value = literals.decimal(number);
        SourceSpan span = span(number, last);
        return percent ? new PercentLiteral(value, span) : new NumberLiteral(value, span);
    }

    Literal signedNumber(Optional<Token> minus, Token number) {
        BigDecimal value = literals.decimal(number);
        return minus.map(sign -> new NumberLiteral(value.negate(), span(sign, number)))
                .orElseGet(() -> new NumberLiteral(value, span(number)));
    }

    /** A number literal with a minus before it. */
    Expression negated(Expression number, SourceSpan span) {
        return switch (number) {
            case NumberLiteral literal -> new NumberLiteral(literal.value().negate(), span);
            case PercentLiteral literal ->
                new PercentLiteral(literal.percentage().negate(), span);
            default -> throw new IllegalArgumentException("no number: " + number);
        };
    }

    IntervalLiteral interval(Token first, Optional<Token> minus, Token amount, Token unit) {
        long value = literals.whole(amount);
        return new IntervalLiteral(minus.isPresent() ? -value : value, literals.unit(unit, amount), span(first, unit));
    }

    Name name(Token token) {
        return new Name(unquoted(token), span(token));
    }

    KeyStep key(Token token) {
        return new KeyStep(unquoted(token), span(token));
    }

    KeyStep keySubscript(Token first, Token key) {
        return new KeyStep(unquoted(key), span(first, key));
    }

    IndexStep index(Token first, Optional<Token> minus, Token index) {
        int value = literals.index(index);
        return new IndexStep(minus.isPresent() ? -value : value, span(first, index));
    }

    Path path(List<PathStep> steps, Token first, Token last) {
        return new Path(steps, span(first, last));
    }

    /** Steps into a value that stands in parentheses or is computed. */
    Expression access(Expression base, List<PathStep> steps, Token first, Token last) {
        if (steps.isEmpty()) {
            return base;
        }
        SourceSpan span = span(first, last);
        return switch (base) {
            case Path path -> new Path(PathStep.join(path.steps(), steps), span);
            case Access access -> new Access(access.base(), PathStep.join(access.steps(), steps), span);
            default -> new Access(base, steps, span);
        };
    }

    ArrayConstructor array(List<Expression> elements, Token first, Token last) {
        elements.replaceAll(this::asValue);
        return new ArrayConstructor(elements, span(first, last));
    }

    ObjectConstructor object(List<ObjectEntry> entries, Token first, Token last) {
        return new ObjectConstructor(entries, span(first, last));
    }

    ObjectEntry entry(Token key, Expression value, Token first, Token last) {
        return new ObjectEntry(unquoted(key), asValue(value), span(first, last));
    }

    Star star(List<AliasedExpression> replacements, Token star, Token last) {
        Set<String> replaced = new HashSet<>();
        for (AliasedExpression replacement : replacements) {
            Name name = replacement.alias().orElseThrow();
            if (!replaced.add(name.text())) {
                throw new RejectedText(Diagnostic.error(
                        DiagnosticCode.DUPLICATE_OUTPUT,
                        SyntaxErrors.quote(name.text()) + " is replaced twice",
                        name.span()));
            }
        }
        return new Star(replacements, span(star, last));
    }

    AliasedExpression column(Expression expression, Optional<Name> alias, Token first, Token last) {
        return new AliasedExpression(expression, alias, span(first, last));
    }

    FunctionCall call(
            Token name, boolean distinct, List<Expression> arguments, List<NamedArgument> namedArguments, Token last) {
        String function = unquoted(name).toLowerCase(Locale.ROOT);
        if (!AggregateNames.contains(function)) {
            arguments.replaceAll(this::asValue);
        }
        return new FunctionCall(new Name(function, span(name)), distinct, arguments, namedArguments, span(name, last));
    }

    /** Adds an argument; one with a value is a named one, and the expression its name. */
    void argument(
            List<Expression> arguments,
            List<NamedArgument> namedArguments,
            Expression expression,
            Optional<Expression> value) {
        if (value.isEmpty()) {
            arguments.add(expression);
            return;
        }
        if (!(expression instanceof Path name) || name.steps().size() != 1) {
            throw new RejectedText(Diagnostic.error(
                            DiagnosticCode.UNEXPECTED_TOKEN, "only a name can stand before '=>'", expression.span())
                    .withHint("at least is written '>='"));
        }
        namedArguments.add(new NamedArgument(
                new Name(name.root(), name.span()),
                asValue(value.get()),
                name.span().to(value.get().span())));
    }

    FunctionCall cast(Expression expression, Token type, Token first, Token last) {
        return new FunctionCall(
                new Name(literals.castFunction(type), span(type)),
                false,
                List.of(asValue(expression)),
                List.of(),
                span(first, last));
    }

    List<Branch> branch(List<Branch> branches, Expression condition, Expression value) {
        List<Branch> longer = branches.isEmpty() ? new ArrayList<>() : branches;
        longer.add(new Branch(condition, asValue(value), condition.span().to(value.span())));
        return longer;
    }

    List<Branch> caseBranch(
            List<Branch> branches, Optional<Expression> subject, Expression condition, Expression value) {
        repeating |= subject.isPresent();
        Expression whole = subject.<Expression>map(compared ->
                        new Comparison(ComparisonOperator.EQUAL, compared, asValue(condition), condition.span()))
                .orElse(condition);
        return branch(branches, whole, value);
    }

    Expression conditional(List<Branch> branches, Expression last, Token first, Token end) {
        return branches.isEmpty() ? last : new Conditional(branches, asValue(last), span(first, end));
    }

    Conditional caseExpression(List<Branch> branches, Optional<Expression> otherwise, Token first, Token end) {
        Expression last = otherwise.map(this::asValue).orElseGet(() -> new NullLiteral(span(end)));
        return new Conditional(branches, last, span(first, end));
    }

    Expression join(Operator operator, List<Expression> terms, SourceSpan span) {
        return operator == Operator.AND ? new And(terms, span) : new Or(terms, span);
    }

    Expression prefixed(Operator operator, Expression operand, SourceSpan span) {
        return switch (operator) {
            case NOT -> new Not(operand, span);
            case NEGATE -> new Negate(operand, span);
            case IS_NULL -> new IsNull(operand, span);
            case IS_NOT_NULL -> new Not(new IsNull(operand, span), span);
            default -> throw new IllegalArgumentException("no prefix operator: " + operator);
        };
    }

    Expression binary(Operator operator, Expression left, Expression right, boolean negated, SourceSpan span) {
        Expression positive = operator.arithmetic().isPresent()
                ? arithmetic(operator, left, right, span)
                : comparison(operator, left, right, span);
        return negated ? new Not(positive, span) : positive;
    }

    Expression between(Expression value, Expression lower, Expression upper, boolean negated, SourceSpan span) {
        repeating = true;
        Expression from = new Comparison(ComparisonOperator.GREATER_OR_EQUAL, value, asValue(lower), span);
        Expression to = new Comparison(ComparisonOperator.LESS_OR_EQUAL, value, asValue(upper), span);
        Expression positive = new And(List.of(from, to), span);
        return negated ? new Not(positive, span) : positive;
    }

    private Expression comparison(Operator operator, Expression left, Expression right, SourceSpan span) {
        if (operator == Operator.IN) {
            return new In(left, right, span);
        }
        if (operator == Operator.IS && right instanceof NullLiteral) {
            return new IsNull(left, span);
        }
        return new Comparison(operator.comparison().orElseThrow(), left, asValue(right), span);
    }

    private Expression arithmetic(Operator operator, Expression left, Expression right, SourceSpan span) {
        Expression first = right instanceof IntervalLiteral ? asValue(left) : left;
        Expression second = left instanceof IntervalLiteral ? asValue(right) : right;
        return new Arithmetic(operator.arithmetic().orElseThrow(), first, second, span);
    }

    /**
     * The expression where a value is more likely than a field: there, what is in double quotes and has no steps is a
     * string.
     */
    private Expression asValue(Expression expression) {
        if (expression instanceof Path path
                && path.steps().size() == 1
                && text.charAt(path.steps().getFirst().span().start()) == '"') {
            return new StringLiteral(path.root(), path.span());
        }
        return expression;
    }
}
