package io.btautomations.btql;

import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QueryBuilder;
import io.btautomations.btql.ast.Star;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.btql.grammar.TextKind;
import io.btautomations.btql.json.AstJson;
import io.btautomations.btql.source.SourceSpan;
import io.btautomations.btql.value.JsonReader;
import io.btautomations.btql.value.ObjectValue;
import java.util.List;
import java.util.Optional;

/** Reads texts of which nobody has said what they are: filters, queries of both dialects, and the JSON forms of all. */
final class TextReader {

    private final BtqlParser parser;

    TextReader(BtqlParser parser) {
        this.parser = parser;
    }

    /** What was read. */
    sealed interface ReadText {

        TextKind kind();
    }

    /** A filter without content, which all rows pass. */
    record Everything() implements ReadText {
        @Override
        public TextKind kind() {
            return TextKind.FILTER;
        }
    }

    /** A filter. */
    record Filter(Expression expression) implements ReadText {
        @Override
        public TextKind kind() {
            return TextKind.FILTER;
        }
    }

    /** A query. */
    record WholeQuery(Query query, Dialect dialect) implements ReadText {
        @Override
        public TextKind kind() {
            return dialect == Dialect.SQL ? TextKind.SQL : TextKind.BTQL;
        }
    }

    /** Reads a text as what it is by its beginning. */
    ReadText read(String text) throws BtqlException {
        Optional<ObjectValue> json = jsonObject(text);
        if (json.isEmpty()) {
            return read(text, parser.kindOf(text));
        }
        boolean isExpression =
                json.get().members().containsKey("op") || json.get().members().containsKey("btql");
        return isExpression
                ? new Filter(AstJson.readExpression(text, parser))
                : new WholeQuery(AstJson.readQuery(text, parser), Dialect.BTQL);
    }

    /** Reads a text as what it is said to be. */
    ReadText read(String text, TextKind kind) throws BtqlException {
        return switch (kind) {
            case FILTER -> parser.isBlank(text) ? new Everything() : new Filter(parser.parseFilter(text));
            case BTQL -> new WholeQuery(parser.parseQuery(text, Dialect.BTQL), Dialect.BTQL);
            case SQL -> new WholeQuery(parser.parseQuery(text, Dialect.SQL), Dialect.SQL);
        };
    }

    /** The query that a text stands for: of a filter, all fields of the rows that pass. */
    static WholeQuery asQuery(ReadText text) {
        return switch (text) {
            case WholeQuery query -> query;
            case Everything everything -> allFields(new QueryBuilder());
            case Filter filter -> allFields(new QueryBuilder().filter(filter.expression()));
        };
    }

    private static WholeQuery allFields(QueryBuilder query) {
        Star star = new Star(List.of(), SourceSpan.NONE);
        query.select(List.of(new AliasedExpression(star, Optional.empty(), SourceSpan.NONE)));
        return new WholeQuery(query.build(), Dialect.BTQL);
    }

    private static Optional<ObjectValue> jsonObject(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        return JsonReader.read(text)
                .flatMap(value -> value instanceof ObjectValue object ? Optional.of(object) : Optional.empty());
    }
}
