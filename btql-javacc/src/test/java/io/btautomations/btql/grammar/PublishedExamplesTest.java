package io.btautomations.btql.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.ast.AstEquality;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.json.AstJson;
import io.btautomations.btql.print.CanonicalPrinter;
import io.btautomations.btql.print.DialectTranslator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The queries that were found in public, where they lie: in the directory of the system property {@code btql.examples},
 * or in {@code shared/spec} beside the repository or above it. They are not part of the repository; where they are
 * absent, the report counts this test as skipped and says why.
 */
class PublishedExamplesTest {

    /** What is wrong with an example, by a word of its stated reason. */
    private static final Map<String, String> REASONS = Map.of(
            "misspelt clause", "BTQL-204",
            "INCLUDES is BTQL-only", "BTQL-401",
            "PIVOT accepts only", "BTQL-402",
            "interval with a quoted", "BTQL-209",
            "ambiguous implicit alias", "BTQL-309",
            "triple ANY_SPAN", "BTQL-307");

    private final BtqlParser parser = new BtqlParser();
    private final BtqlParser lenient = new BtqlParser(new ParseOptions(ParseLimits.STANDARD, true));

    @TestFactory
    Stream<DynamicNode> examples() throws IOException {
        Optional<Path> found = folder();
        assumeTrue(found.isPresent(), "no published examples beside this repository");
        List<DynamicTest> valid = examples(found.orElseThrow().resolve("btql-examples.tsv"), this::assertReadsBack);
        List<DynamicTest> planned =
                examples(found.orElseThrow().resolve("btql-examples.tsv"), PublishedExamplesTest::assertPlans);
        List<DynamicTest> invalid =
                examples(found.orElseThrow().resolve("btql-examples-invalid.tsv"), this::assertRefused);
        assertThat(valid).hasSizeGreaterThan(150);
        assertThat(invalid).hasSizeGreaterThanOrEqualTo(6);
        return Stream.of(
                dynamicContainer("published examples", valid),
                dynamicContainer("published examples have a meaning", planned),
                dynamicContainer("published slips", invalid));
    }

    private static List<DynamicTest> examples(Path file, Check check) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .map(line -> dynamicTest(line, () -> check.check(line.split("\t"))))
                    .toList();
        }
    }

    /** Everything but placeholders for cursors, and what SQL does not have any more, can be run. */
    private static void assertPlans(String[] columns) {
        String text = unescape(columns[2]);
        boolean isMeasure = columns[1].contains("#measure expression");
        boolean isFilter = columns[0].equals("btql-filter");
        String query = isMeasure ? "measures: " + text : text;
        String expected = "";
        if (text.contains("'<CURSOR")) {
            expected = "BTQL-313";
        } else if (columns[1].contains("#INCLUDES in SQL mode")) {
            expected = "BTQL-401";
        }
        assertThat(isFilter && !isMeasure ? filterCode(query) : code(query)).isEqualTo(expected);
    }

    private static String filterCode(String text) {
        try {
            Btql.filter(text, BtqlOptions.of(InstantSource.system()));
            return "";
        } catch (BtqlException refused) {
            return refused.diagnostics().getFirst().code();
        }
    }

    private void assertReadsBack(String[] columns) throws BtqlException {
        String text = unescape(columns[2]);
        boolean formerSql = columns[1].contains("#INCLUDES in SQL mode");
        BtqlParser reader = formerSql ? lenient : parser;
        if (columns[0].equals("btql-filter")) {
            Expression read = reader.parseFilter(text);
            String canonical = CanonicalPrinter.filter(read);
            assertThat(AstEquality.equal(reader.parseFilter(canonical), read))
                    .as(canonical)
                    .isTrue();
            Expression fromJson = AstJson.readExpression(AstJson.write(read), reader);
            assertThat(CanonicalPrinter.filter(fromJson)).isEqualTo(canonical);
        } else {
            boolean isSql = columns[0].equals("sql");
            assertThat(reader.kindOf(text)).isEqualTo(isSql ? TextKind.SQL : TextKind.BTQL);
            Dialect dialect = isSql ? Dialect.SQL : Dialect.BTQL;
            Query read = reader.parseQuery(text);
            String canonical = CanonicalPrinter.query(read, dialect);
            assertThat(AstEquality.equal(reader.parseQuery(canonical), read))
                    .as(canonical)
                    .isTrue();
            assertClausesReadBack(DialectTranslator.translate(read, Dialect.BTQL));
        }
    }

    private void assertClausesReadBack(Query clauses) throws BtqlException {
        String canonical = CanonicalPrinter.query(clauses, Dialect.BTQL);
        assertThat(AstEquality.equal(parser.parseQuery(canonical), clauses))
                .as(canonical)
                .isTrue();
        Query fromJson = AstJson.readQuery(AstJson.write(clauses), parser);
        assertThat(CanonicalPrinter.query(fromJson, Dialect.BTQL)).isEqualTo(canonical);
    }

    private void assertRefused(String[] columns) {
        String code = REASONS.entrySet().stream()
                .filter(reason -> columns[2].contains(reason.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no finding is known for: " + columns[2]));
        assertThat(code(unescape(columns[3]))).isEqualTo(code);
    }

    private static String code(String text) {
        try {
            Btql.query(text, BtqlOptions.of(InstantSource.system()));
            return "";
        } catch (BtqlException refused) {
            return refused.diagnostics().getFirst().code();
        }
    }

    private static String unescape(String column) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < column.length(); index++) {
            char character = column.charAt(index);
            if (character == '\\' && index + 1 < column.length()) {
                index++;
                char escaped = column.charAt(index);
                text.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
            } else {
                text.append(character);
            }
        }
        return text.toString();
    }

    private static Optional<Path> folder() {
        String configured = System.getProperty("btql.examples", "");
        if (!configured.isEmpty()) {
            return Optional.of(Path.of(configured));
        }
        Path repository = LanguagePage.repository();
        return Stream.iterate(repository, path -> path != null, Path::getParent)
                .limit(4)
                .map(path -> path.resolve("shared/spec"))
                .filter(path -> Files.exists(path.resolve("btql-examples.tsv")))
                .findFirst();
    }

    @FunctionalInterface
    private interface Check {

        void check(String[] columns) throws BtqlException;
    }
}
