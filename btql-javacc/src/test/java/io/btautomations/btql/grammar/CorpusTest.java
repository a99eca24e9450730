package io.btautomations.btql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.AstEquality;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.grammar.Corpus.Entry;
import io.btautomations.btql.grammar.Corpus.Finding;
import io.btautomations.btql.json.AstJson;
import io.btautomations.btql.print.CanonicalPrinter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusTest {

    private final BtqlParser parser = new BtqlParser();

    static List<Entry> entries() {
        return Corpus.entries();
    }

    static List<Finding> findings() {
        return Corpus.findings();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aTextHasItsCanonicalSpellingAndReadsBackFromIt(Entry entry) throws BtqlException {
        assertThat(parser.kindOf(entry.text())).isEqualTo(entry.kind());
        assertThat(parser.kindOf(entry.canonical())).isEqualTo(entry.kind());
        if (entry.kind() == TextKind.FILTER) {
            Expression read = parser.parseFilter(entry.text());
            assertThat(CanonicalPrinter.filter(read)).isEqualTo(entry.canonical());
            assertThat(AstEquality.equal(parser.parseFilter(entry.canonical()), read))
                    .isTrue();
        } else {
            Dialect dialect = entry.kind() == TextKind.SQL ? Dialect.SQL : Dialect.BTQL;
            Query read = parser.parseQuery(entry.text());
            assertThat(CanonicalPrinter.query(read, dialect)).isEqualTo(entry.canonical());
            assertThat(AstEquality.equal(parser.parseQuery(entry.canonical()), read))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("findings")
    void aTextThatCannotBeReadIsExplained(Finding finding) {
        assertThat(rendered(finding)).isEqualTo(finding.rendered());
    }

    @Test
    void everyFindingOfReadingOccurs() {
        Set<String> seen = findings().stream()
                .map(finding -> finding.rendered().substring(0, "BTQL-000".length()))
                .collect(Collectors.toSet());
        assertThat(seen)
                .contains(
                        "BTQL-101", "BTQL-102", "BTQL-103", "BTQL-201", "BTQL-202", "BTQL-203", "BTQL-204", "BTQL-205")
                .contains(
                        "BTQL-206", "BTQL-207", "BTQL-208", "BTQL-209", "BTQL-210", "BTQL-211", "BTQL-212", "BTQL-213")
                .contains("BTQL-214", "BTQL-401", "BTQL-402", "BTQL-403", "BTQL-404");
    }

    private String rendered(Finding finding) {
        try {
            switch (finding.kind()) {
                case "filter" -> parser.parseFilter(finding.text());
                case "json" -> AstJson.readExpression(finding.text(), parser);
                case "json-query" -> AstJson.readQuery(finding.text(), parser);
                case "btql", "sql" -> parser.parseQuery(finding.text());
                default -> throw new IllegalArgumentException("no such kind: " + finding.kind());
            }
            return "read without a finding";
        } catch (BtqlException explained) {
            return explained.getMessage();
        }
    }
}
