package io.btautomations.btql.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.And;
import io.btautomations.btql.ast.Comparison;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.Shape;
import io.btautomations.btql.ast.Source;
import io.btautomations.btql.ast.StringLiteral;
import io.btautomations.btql.source.SourceSpan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BtqlParserTest {

    private final BtqlParser parser = new BtqlParser();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "select * from x; SQL",
                "SELECT a; SQL",
                "  /* c */ with a as (select 1) select 1; SQL",
                "select: *; BTQL",
                "Select : *; BTQL",
                "selct: *; BTQL",
                "from: x; BTQL",
                "a = 1; FILTER",
                "where a; FILTER",
                "a ? b : c; FILTER",
                "'select: a'; FILTER",
                "selection; FILTER",
                "select.a = 1; SQL",
            })
    void aTextIsKnownByItsFirstWords(String text, TextKind kind) {
        assertThat(parser.kindOf(text)).isEqualTo(kind);
    }

    @Test
    void nothingButSpaceAndCommentsIsBlank() {
        assertThat(parser.isBlank("")).isTrue();
        assertThat(parser.isBlank(" \n\t\u00a0\ufeff -- all\n /* every one */ "))
                .isTrue();
        assertThat(parser.isBlank("-- all\ntrue")).isFalse();
    }

    @Test
    void spansAreOffsetsOfTheTextWithParenthesesWhereTheyJoinOperands() throws BtqlException {
        String text = "(a = 1) AND b.c = 'x'";
        And and = (And) parser.parseFilter(text);
        assertThat(and.span()).isEqualTo(new SourceSpan(0, text.length()));
        assertThat(and.terms().getFirst().span()).isEqualTo(new SourceSpan(1, 6));
        Comparison last = (Comparison) and.terms().getLast();
        assertThat(last.left().span()).isEqualTo(new SourceSpan(12, 15));
        assertThat(((Path) last.left()).steps().getLast().span()).isEqualTo(new SourceSpan(14, 15));
        assertThat(last.right()).isEqualTo(new StringLiteral("x", new SourceSpan(18, 21)));
    }

    @Test
    void aDialectCanBeDemanded() throws BtqlException {
        assertThat(parser.parseQuery("select a from x", Dialect.SQL).select()).hasSize(1);
        assertThatThrownBy(() -> parser.parseQuery("select: a", Dialect.SQL)).isInstanceOf(BtqlException.class);
        assertThatThrownBy(() -> parser.parseQuery("select a from x", Dialect.BTQL))
                .isInstanceOf(BtqlException.class);
    }

    @Test
    void includesCanBeAllowedInSql() throws BtqlException {
        BtqlParser lenient = new BtqlParser(new ParseOptions(ParseLimits.STANDARD, true));
        assertThat(lenient.parseQuery("select a from x where tags includes 'b'").filter())
                .isPresent();
    }

    @Test
    void aSourceCanBeReadByItself() throws BtqlException {
        Source source = (Source) parser.parseSource("project_logs('p') traces");
        assertThat(source.ids()).hasSize(1);
        assertThat(source.shape()).contains(Shape.TRACES);
    }

    @Test
    void limitsAreTheCallersChoice() {
        BtqlParser strict = new BtqlParser(new ParseOptions(new ParseLimits(20, 6, 2), false));
        assertCode(strict, "a = 1 or b = 2 or c = 3", "BTQL-501");
        assertCode(strict, "a = 1 or b = 2", "BTQL-502");
        assertCode(strict, "((a", "BTQL-503");
        assertCode(strict, "a+b+c", "BTQL-504");
    }

    private static void assertCode(BtqlParser parser, String text, String code) {
        assertThatThrownBy(() -> parser.parseFilter(text))
                .isInstanceOfSatisfying(
                        BtqlException.class,
                        refused -> assertThat(refused.diagnostics().getFirst().code())
                                .isEqualTo(code));
    }
}
