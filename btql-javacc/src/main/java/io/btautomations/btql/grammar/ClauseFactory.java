package io.btautomations.btql.grammar;

import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.From;
import io.btautomations.btql.ast.Literal;
import io.btautomations.btql.ast.Name;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.Pivot;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QuerySetting;
import io.btautomations.btql.ast.Sample;
import io.btautomations.btql.ast.SampleMethod;
import io.btautomations.btql.ast.Shape;
import io.btautomations.btql.ast.SortDirection;
import io.btautomations.btql.ast.SortItem;
import io.btautomations.btql.ast.Source;
import io.btautomations.btql.ast.StringLiteral;
import io.btautomations.btql.ast.Subquery;
import io.btautomations.btql.ast.Unpivot;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.source.SourceSpan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the nodes of clauses out of tokens. */
final class ClauseFactory {

    private static final List<String> SHAPES = List.of("spans", "summary", "traces");

    private final AstFactory factory;
    private final Literals literals;
    private int sourceEnd = -1;

    ClauseFactory(AstFactory factory) {
        this.factory = factory;
        this.literals = new Literals(factory);
    }

    /** Where the source that was read last ends; -1 if none was. */
    int sourceEnd() {
        return sourceEnd;
    }

    SortItem sortItem(Expression expression, boolean descending, Token first, Token last) {
        SortDirection direction = descending ? SortDirection.DESCENDING : SortDirection.ASCENDING;
        return new SortItem(expression, direction, AstFactory.span(first, last));
    }

    /** {@code expression as (value)} or {@code expression as (key, value)}. */
    Unpivot unpivot(Expression expression, Name left, Optional<Name> right, Token first, Token last) {
        Optional<Name> key = right.map(ignored -> left);
        return new Unpivot(expression, key, right.orElse(left), AstFactory.span(first, last));
    }

    /** {@code UNPIVOT (value FOR key IN (expression))}; the key {@code _} says that there is none. */
    Unpivot sqlUnpivot(Expression expression, Name value, Name key, Token first, Token last) {
        boolean placeholder =
                key.text().equals("_") && key.span().end() - key.span().start() == 1;
        Optional<Name> keyColumn = placeholder ? Optional.empty() : Optional.of(key);
        return new Unpivot(expression, keyColumn, value, AstFactory.span(first, last));
    }

    Pivot pivot(List<AliasedExpression> measures, Optional<Path> column, Token first, Token last) {
        return new Pivot(measures, column, AstFactory.span(first, last));
    }

    /** {@code 25%} or {@code 100}, perhaps repeatable. */
    Sample sample(Token number, boolean percent, Optional<Token> seed, Token last) {
        SourceSpan span = AstFactory.span(number, last);
        return percent ? rate(number, seed(seed), span) : count(number, seed(seed), span);
    }

    /** {@code TABLESAMPLE method (number unit) REPEATABLE (seed)}; any method does. */
    Sample tableSample(Token number, Token unit, Optional<Token> seed, Token first, Token last) {
        String word = factory.text(unit).toLowerCase(Locale.ROOT);
        SourceSpan span = AstFactory.span(first, last);
        return switch (word) {
            case "%", "percent" -> rate(number, seed(seed), span);
            case "rows" -> count(number, seed(seed), span);
            default ->
                throw new RejectedText(Diagnostic.error(
                                DiagnosticCode.UNEXPECTED_TOKEN,
                                "unexpected " + factory.quote(unit),
                                AstFactory.span(unit))
                        .withExpected(List.of("PERCENT", "ROWS")));
        };
    }

    Source source(Name name, List<StringLiteral> ids, Optional<Shape> shape, Token first, Token last) {
        sourceEnd = last.endColumn;
        boolean isCall = last.endColumn > name.span().end();
        Name plain = isCall ? new Name(name.text().toLowerCase(Locale.ROOT), name.span()) : name;
        return new Source(plain, ids, shape, AstFactory.span(first, last));
    }

    From subquery(Query query, Optional<Name> alias, Token first, Token last) {
        return new Subquery(query, alias, AstFactory.span(first, last));
    }

    /** The shape that {@code shape => 'traces'} asks for. */
    Shape shapeArgument(Optional<Shape> former, Token name, Token value) {
        if (!factory.text(name).equalsIgnoreCase("shape")) {
            throw new RejectedText(Diagnostic.error(
                            DiagnosticCode.UNEXPECTED_TOKEN,
                            "unknown argument " + factory.quote(name),
                            AstFactory.span(name))
                    .withExpected(List.of("shape")));
        }
        return shape(former, factory.unquoted(value), value);
    }

    /** The shape that the word after a source asks for. */
    Shape shapeWord(Optional<Shape> former, Token word) {
        return shape(former, factory.text(word), word);
    }

    QuerySetting setting(Name name, Literal value, Token last) {
        return new QuerySetting(name, value, new SourceSpan(name.span().start(), last.endColumn));
    }

    private Shape shape(Optional<Shape> former, String word, Token token) {
        if (former.isPresent()) {
            throw new RejectedText(Diagnostic.error(
                    DiagnosticCode.REPEATED_CLAUSE, "the shape is given twice", AstFactory.span(token)));
        }
        int index = SHAPES.indexOf(word.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new RejectedText(Diagnostic.error(
                            DiagnosticCode.VALUE_OUT_OF_RANGE,
                            "unknown shape " + SyntaxErrors.quote(word),
                            AstFactory.span(token))
                    .withExpected(SHAPES));
        }
        return Shape.valueOf(SHAPES.get(index).toUpperCase(Locale.ROOT));
    }

    private OptionalLong seed(Optional<Token> number) {
        return number.isPresent() ? OptionalLong.of(literals.whole(number.get())) : OptionalLong.empty();
    }

    private Sample rate(Token number, OptionalLong seed, SourceSpan span) {
        BigDecimal fraction = literals.decimal(number).movePointLeft(2);
        if (fraction.compareTo(BigDecimal.ONE) > 0) {
            throw outOfRange(number, "is more than 100 percent");
        }
        return new Sample(SampleMethod.RATE, fraction, seed, span);
    }

    private Sample count(Token number, OptionalLong seed, SourceSpan span) {
        if (number.kind != BtqlGrammarConstants.INTEGER) {
            throw new RejectedText(Diagnostic.error(
                            DiagnosticCode.VALUE_OUT_OF_RANGE,
                            "the number of rows " + factory.quote(number) + " is not whole",
                            AstFactory.span(number))
                    .withHint("a part of the rows is written with a percent sign: 25%"));
        }
        return new Sample(SampleMethod.COUNT, BigDecimal.valueOf(literals.whole(number)), seed, span);
    }

    private RejectedText outOfRange(Token number, String why) {
        return new RejectedText(Diagnostic.error(
                DiagnosticCode.VALUE_OUT_OF_RANGE,
                "the sample " + factory.quote(number) + " " + why,
                AstFactory.span(number)));
    }
}
