package io.btautomations.btql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanguagePageTest {

    private static final LanguagePage PAGE = LanguagePage.read();
    private final BtqlParser parser = new BtqlParser();

    static List<String> filters() {
        return PAGE.blocks("btql-filter");
    }

    static List<String> clauses() {
        return PAGE.blocks("btql");
    }

    static List<String> statements() {
        return PAGE.blocks("sql");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void filtersOnThePageCanBeRead(String text) throws BtqlException {
        assertThat(parser.kindOf(text)).isEqualTo(TextKind.FILTER);
        parser.parseFilter(text);
    }

    @ParameterizedTest
    @MethodSource("clauses")
    void queriesOfClausesOnThePageCanBeRead(String text) throws BtqlException {
        assertThat(parser.kindOf(text)).isEqualTo(TextKind.BTQL);
        parser.parseQuery(text);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void statementsOnThePageCanBeRead(String text) throws BtqlException {
        assertThat(parser.kindOf(text)).isEqualTo(TextKind.SQL);
        parser.parseQuery(text);
    }

    @Test
    void everyFindingIsOnThePage() {
        List<String> documented = new ArrayList<>();
        Matcher row = Pattern.compile("^\\| (BTQL-\\d+) \\| (.*) \\|$", Pattern.MULTILINE)
                .matcher(PAGE.text());
        while (row.find()) {
            documented.add(row.group(1) + " " + row.group(2));
        }
        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(DiagnosticCode.values())
                        .map(code -> code.code() + " " + code.meaning())
                        .toList());
    }

    @Test
    void everyClauseIsOnThePage() {
        for (int kind = BtqlGrammarConstants.SELECT; kind <= BtqlGrammarConstants.INFERENCE_BUDGET; kind++) {
            String word = BtqlGrammarConstants.tokenImage[kind].replace("\"", "");
            assertThat(PAGE.text()).contains("`" + word + ":`");
        }
    }

    @Test
    void theLimitsOnThePageAreThoseOfTheParser() {
        ParseLimits limits = ParseLimits.STANDARD;
        String sentence = String.format(
                java.util.Locale.ROOT,
                "Limits of a text: %,d characters, %,d words and signs, %d levels",
                limits.textLength(),
                limits.tokens(),
                limits.depth());
        assertThat(PAGE.text()).contains(sentence);
    }
}
