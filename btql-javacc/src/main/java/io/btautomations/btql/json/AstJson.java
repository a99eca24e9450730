package io.btautomations.btql.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticRenderer;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.btql.source.SourceText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Reads and writes queries and expressions as JSON.
 *
 * <p>Where an expression is expected, {@code {"btql": "text"}} is read as the text. What has no form of its own in
 * JSON, such as {@code <=>}, arrays of fields, named arguments and {@code count(DISTINCT x)}, is written that way;
 * percentages are written as numbers. Spans of trees read from JSON are offsets in the JSON text.
 */
public final class AstJson {

    private AstJson() {}

    /**
     * Reads an expression.
     *
     * @throws BtqlException if the text is no JSON, or no expression
     */
    public static Expression readExpression(String json, BtqlParser parser) throws BtqlException {
        return read(json, tree -> new ExpressionReader(parser).read(tree));
    }

    /**
     * Reads a query.
     *
     * @throws BtqlException if the text is no JSON, or no query
     */
    public static Query readQuery(String json, BtqlParser parser) throws BtqlException {
        return read(json, tree -> new QueryReader(parser).read(tree));
    }

    /** Writes an expression, without white space. */
    public static String write(Expression expression) {
        return write(generator -> new ExpressionWriter(generator).write(expression));
    }

    /**
     * Writes a query, without white space.
     *
     * @throws IllegalArgumentException if it has parts that only SQL can say: a subquery, the column of a pivot,
     *     SETTINGS. Its translation to BTQL has none
     */
    public static String write(Query query) {
        return write(generator -> new QueryWriter(generator).write(query));
    }

    private static <T> T read(String json, TreeReader<T> reader) throws BtqlException {
        try {
            return reader.read(JsonTreeParser.parse(json));
        } catch (RejectedJson rejected) {
            List<Diagnostic> diagnostics = List.of(rejected.diagnostic());
            throw new BtqlException(diagnostics, new DiagnosticRenderer(new SourceText(json)).text(diagnostics));
        }
    }

    private static String write(JsonWriting writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JsonTreeParser.FACTORY.createGenerator(text)) {
            writing.writeTo(generator);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return text.toString();
    }

    @FunctionalInterface
    private interface TreeReader<T> {

        T read(JsonTree tree);
    }

    @FunctionalInterface
    private interface JsonWriting {

        void writeTo(JsonGenerator generator) throws IOException;
    }
}
