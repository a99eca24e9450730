package io.btautomations.btql.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.ExpressionArbitraries;
import io.btautomations.btql.ast.Negate;
import io.btautomations.btql.ast.NumberLiteral;
import io.btautomations.btql.ast.PercentLiteral;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QueryArbitraries;
import io.btautomations.btql.ast.TreeRewriter;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.btql.print.CanonicalPrinter;
import io.btautomations.btql.source.SourceSpan;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written as JSON reads back, percentages and negated numbers as the numbers that they are. */
class AstJsonProperties {

    private final BtqlParser parser = new BtqlParser();

    @Property(tries = 2000)
    void anExpressionReadsBack(@ForAll("filters") Expression filter) throws BtqlException {
        Expression plain = new PlainNumbers().rewrite(filter);
        Expression read = AstJson.readExpression(AstJson.write(plain), parser);
        assertThat(CanonicalPrinter.filter(read)).isEqualTo(CanonicalPrinter.filter(plain));
        assertThat(AstJson.write(read)).isEqualTo(AstJson.write(plain));
    }

    @Property(tries = 1000)
    void aQueryReadsBack(@ForAll("queries") Query query) throws BtqlException {
        Query plain = new PlainNumbers().rewrite(query);
        Query read = AstJson.readQuery(AstJson.write(plain), parser);
        assertThat(CanonicalPrinter.query(read, Dialect.BTQL)).isEqualTo(CanonicalPrinter.query(plain, Dialect.BTQL));
    }

    @Provide
    Arbitrary<Expression> filters() {
        return new ExpressionArbitraries(Dialect.BTQL).expressions(3);
    }

    @Provide
    Arbitrary<Query> queries() {
        return new QueryArbitraries(Dialect.BTQL).queries();
    }

    private static final class PlainNumbers extends TreeRewriter {

        @Override
        protected Expression replace(Expression expression) {
            return switch (expression) {
                case PercentLiteral percent -> new NumberLiteral(percent.fraction(), percent.span());
                case Negate(NumberLiteral number, SourceSpan span) ->
                    new NumberLiteral(number.value().negate(), span);
                default -> expression;
            };
        }
    }
}
