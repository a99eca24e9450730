package io.btautomations.btql.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.AstEquality;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.ExpressionArbitraries;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QueryArbitraries;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.btql.grammar.TextKind;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is printed reads back as the same tree and prints the same again. */
class PrinterProperties {

    private final BtqlParser parser = new BtqlParser();

    @Property(tries = 3000)
    void aFilterReadsBack(@ForAll("filters") Expression filter) throws BtqlException {
        String text = CanonicalPrinter.filter(filter);
        Expression read = parser.parseFilter(text);
        assertThat(AstEquality.withoutSpans(read)).as(text).isEqualTo(filter);
        assertThat(CanonicalPrinter.filter(read)).isEqualTo(text);
    }

    @Property(tries = 1500)
    void aQueryOfClausesReadsBack(@ForAll("btqlQueries") Query query) throws BtqlException {
        assertReadsBack(query, Dialect.BTQL);
    }

    @Property(tries = 1500)
    void aQueryInSqlReadsBack(@ForAll("sqlQueries") Query query) throws BtqlException {
        assertReadsBack(query, Dialect.SQL);
    }

    @Property(tries = 1500)
    void whatIsTranslatedReadsBack(@ForAll("btqlQueries") Query query) throws BtqlException {
        assertTranslationReadsBack(query, Dialect.SQL);
    }

    @Property(tries = 1500)
    void whatIsTranslatedToClausesReadsBack(@ForAll("sqlQueries") Query query) throws BtqlException {
        assertTranslationReadsBack(query, Dialect.BTQL);
    }

    @Property(tries = 1000)
    void spansLieWithinTheTextAndAroundTheirParts(@ForAll("filters") Expression filter) throws BtqlException {
        String text = CanonicalPrinter.filter(filter);
        Expression read = parser.parseFilter(text);
        assertSpans(read, text.length());
    }

    private static void assertSpans(Expression expression, int length) {
        assertThat(expression.span().end()).isLessThanOrEqualTo(length);
        for (Expression child : expression.children()) {
            assertThat(child.span().start())
                    .isGreaterThanOrEqualTo(expression.span().start());
            assertThat(child.span().end()).isLessThanOrEqualTo(expression.span().end());
            assertSpans(child, length);
        }
    }

    private void assertReadsBack(Query query, Dialect dialect) throws BtqlException {
        String text = CanonicalPrinter.query(query, dialect);
        TextKind kind = dialect == Dialect.SQL ? TextKind.SQL : TextKind.BTQL;
        assertThat(parser.kindOf(text)).isEqualTo(kind);
        Query read = parser.parseQuery(text);
        assertThat(AstEquality.withoutSpans(read)).as(text).isEqualTo(query);
        assertThat(CanonicalPrinter.query(read, dialect)).isEqualTo(text);
    }

    private void assertTranslationReadsBack(Query query, Dialect target) throws BtqlException {
        Query translated;
        try {
            translated = DialectTranslator.translate(query, target);
        } catch (BtqlException cannotBeSaid) {
            assertThat(cannotBeSaid.diagnostics())
                    .allMatch(diagnostic -> diagnostic.code().equals("BTQL-405"));
            return;
        }
        assertReadsBack(AstEquality.withoutSpans(translated), target);
    }

    @Provide
    Arbitrary<Expression> filters() {
        return new ExpressionArbitraries(Dialect.BTQL).expressions(4);
    }

    @Provide
    Arbitrary<Query> btqlQueries() {
        return new QueryArbitraries(Dialect.BTQL).queries();
    }

    @Provide
    Arbitrary<Query> sqlQueries() {
        return new QueryArbitraries(Dialect.SQL).queries();
    }
}
