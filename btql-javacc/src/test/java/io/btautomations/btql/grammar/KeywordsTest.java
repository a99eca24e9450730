package io.btautomations.btql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.KeyStep;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.print.CanonicalPrinter;
import io.btautomations.btql.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every word of the grammar, wherever names can stand. */
class KeywordsTest {

    private final BtqlParser parser = new BtqlParser();

    static List<String> words() {
        List<String> words = new ArrayList<>();
        for (String image : BtqlGrammarConstants.tokenImage) {
            String word = image.replace("\"", "");
            if (image.startsWith("\"") && Character.isLetter(word.charAt(0))) {
                words.add(word);
                words.add(word.toUpperCase(Locale.ROOT));
            }
        }
        return words;
    }

    @ParameterizedTest
    @MethodSource("words")
    void isAKeyAfterADot(String word) throws BtqlException {
        Path path = (Path) parser.parseFilter("metadata." + word);
        assertThat(((KeyStep) path.steps().getLast()).key()).isEqualTo(word);
    }

    @ParameterizedTest
    @MethodSource("words")
    void isANameAfterAs(String word) throws BtqlException {
        Query query = parser.parseQuery("select: a as " + word + ", b from: logs");
        assertThat(query.select().getFirst().alias().orElseThrow().text()).isEqualTo(word);
        assertThat(query.select()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("words")
    void isANameInQuotes(String word) throws BtqlException {
        assertThat(((Path) parser.parseFilter("\"" + word + "\"")).root()).isEqualTo(word);
        assertThat(((Path) parser.parseFilter("`" + word + "`")).root()).isEqualTo(word);
    }

    @ParameterizedTest
    @MethodSource("words")
    void isQuotedInPrintExactlyWhereItMustBe(String word) throws BtqlException {
        Path path = new Path(List.of(new KeyStep(word, SourceSpan.NONE)), SourceSpan.NONE);
        for (Dialect dialect : Dialect.values()) {
            boolean quoted = CanonicalPrinter.expression(path, dialect).startsWith("\"");
            assertThat(isFree(word, dialect)).as(dialect + " " + word).isEqualTo(!quoted);
        }
    }

    private boolean isFree(String word, Dialect dialect) {
        String expression = "(case when " + word + " then " + word + " end)";
        try {
            Query query = dialect == Dialect.SQL
                    ? parser.parseQuery("select " + expression + ", " + word + " from logs", dialect)
                    : parser.parseQuery("select: " + expression + ", " + word, dialect);
            if (dialect == Dialect.BTQL) {
                parser.parseFilter(word);
            }
            Expression last = query.select().getLast().expression();
            return last instanceof Path path && path.root().equals(word);
        } catch (BtqlException reserved) {
            return false;
        }
    }
}
