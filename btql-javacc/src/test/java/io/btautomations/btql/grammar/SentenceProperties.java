package io.btautomations.btql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.AstEquality;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.print.CanonicalPrinter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the documented grammar can say is read, and reads back from its canonical text. */
class SentenceProperties {

    private static final Map<String, List<String>> SAMPLES = Map.of(
            "NAME", List.of("id", "metadata", "\"a b\"", "`tick`", "limit", "sample", "Created"),
            "FUNCTION", List.of("count", "now", "lower", "contains", "replace", "avg"),
            "SOURCE", List.of("project_logs", "experiment", "logs"),
            "TYPE", List.of("integer", "text", "TIMESTAMP", "bool"),
            "TEXT", List.of("'x'", "'it''s'", "\"y\"", "'50\\% off'", "''"),
            "INTEGER", List.of("0", "1", "12"),
            "NUMBER", List.of("0", "7", "0.50", "1e3", ".5", "12345678901234567890"),
            "PERCENTAGE", List.of("50%", "2.5%"),
            "UNIT", List.of("day", "HOUR", "microsecond"));

    private final Ebnf grammar = new Ebnf(String.join("\n", LanguagePage.read().blocks("ebnf")), SAMPLES);
    private final BtqlParser parser = new BtqlParser();

    @Property(tries = 4000)
    void filters(@ForAll Random random) throws BtqlException {
        String text = grammar.sentence("filter", random, 30);
        Expression read = parser.parseFilter(text);
        assertThat(AstEquality.equal(parser.parseFilter(CanonicalPrinter.filter(read)), read))
                .as(text)
                .isTrue();
    }

    @Property(tries = 2000)
    void queriesOfClauses(@ForAll Random random) throws BtqlException {
        assertRead(grammar.sentence("btql", random, 30), Dialect.BTQL, Set.of("BTQL-205", "BTQL-206", "BTQL-211"));
    }

    @Property(tries = 2000)
    void statements(@ForAll Random random) throws BtqlException {
        assertRead(
                grammar.sentence("sql", random, 30).replaceAll("\\blimit\\b", "lim"), Dialect.SQL, Set.of("BTQL-401"));
    }

    /** The grammar does not say that a clause is given once, that samples are whole, and that SQL lacks INCLUDES. */
    private void assertRead(String text, Dialect dialect, Set<String> beyondTheGrammar) throws BtqlException {
        Query read;
        try {
            read = parser.parseQuery(text, dialect);
        } catch (BtqlException refused) {
            assertThat(refused.diagnostics().getFirst().code()).as(text).isIn(beyondTheGrammar);
            return;
        }
        String canonical = CanonicalPrinter.query(read, dialect);
        assertThat(AstEquality.equal(parser.parseQuery(canonical, dialect), read))
                .as(text)
                .isTrue();
    }
}
