package io.btautomations.btql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.AstEquality;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.json.AstJson;
import io.btautomations.btql.print.CanonicalPrinter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is typed or received, there is an answer: a tree that reads back, or a finding that can be shown. */
class HostileTextProperties {

    private static final List<String> SEEDS = Stream.concat(
                    Corpus.entries().stream().map(Corpus.Entry::text),
                    Corpus.findings().stream().map(Corpus.Finding::text))
            .toList();
    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "'",
            "\"",
            "`",
            "\\",
            "%",
            ":",
            "::",
            "|",
            "?",
            ",",
            ".",
            "--",
            "/*",
            "*/",
            ";",
            "\n",
            " and ",
            " or ",
            " not ",
            " in ",
            " is ",
            "null",
            "select",
            "from",
            "filter:",
            "limit: 1",
            "case ",
            " when ",
            " end",
            "interval 1 day",
            "50%",
            "-",
            "1",
            "1e9",
            "é",
            "😀",
            "\uD83D",
            "\u0000",
            "\u00a0",
            " as ",
            "*",
            "=>",
            "{\"op\":",
            "<");
    private static final Set<String> CODES =
            Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::code).collect(Collectors.toSet());

    private final BtqlParser parser = new BtqlParser();

    @Property(tries = 4000)
    void changedTexts(@ForAll Random random) {
        String text = SEEDS.get(random.nextInt(SEEDS.size()));
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes; change++) {
            text = changed(text, random);
        }
        assertAnswered(text);
    }

    @Property(tries = 2000)
    void changedBytes(@ForAll Random random) {
        byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
        for (int change = 0; change < 3 && bytes.length > 0; change++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        assertAnswered(new String(bytes, StandardCharsets.UTF_8));
        assertAnswered(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 2000)
    void piecesInAnyOrder(@ForAll Random random) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(30);
        for (int piece = 0; piece < count; piece++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        assertAnswered(text.toString());
    }

    @Property(tries = 1000)
    void anyText(@ForAll String text) {
        assertAnswered(text);
    }

    private static String changed(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + random.nextInt(6));
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + piece + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(to);
            case 2 -> text.substring(0, at) + piece + text.substring(to);
            case 3 -> text.substring(0, to) + text.substring(at);
            default -> {
                String other = SEEDS.get(random.nextInt(SEEDS.size()));
                yield text.substring(0, at) + other.substring(random.nextInt(other.length() + 1));
            }
        };
    }

    private void assertAnswered(String text) {
        assertThat(parser.kindOf(text)).isNotNull();
        answer(text, () -> {
            Expression read = parser.parseFilter(text);
            assertThat(AstEquality.equal(parser.parseFilter(CanonicalPrinter.filter(read)), read))
                    .isTrue();
        });
        for (Dialect dialect : Dialect.values()) {
            answer(text, () -> {
                Query read = parser.parseQuery(text, dialect);
                Query again = parser.parseQuery(CanonicalPrinter.query(read, dialect), dialect);
                assertThat(AstEquality.equal(again, read)).isTrue();
            });
        }
        answer(text, () -> AstJson.readExpression(text, parser));
        answer(text, () -> AstJson.readQuery(text, parser));
        answer(text, () -> parser.parseSource(text));
    }

    private static void answer(String text, Reading reading) {
        try {
            reading.read();
        } catch (RuntimeException unexpected) {
            throw new AssertionError("no answer to: " + text, unexpected);
        } catch (BtqlException refused) {
            assertThat(refused.diagnostics()).hasSize(1);
            Diagnostic finding = refused.diagnostics().getFirst();
            assertThat(finding.code()).isIn(CODES);
            assertThat(finding.span().end()).as(text).isLessThanOrEqualTo(text.length());
            assertThat(finding.message()).doesNotContain("\n");
            assertThat(finding.expected()).hasSizeLessThanOrEqualTo(8).isSorted();
            assertThat(refused.getMessage()).startsWith(finding.code() + " error: ");
        }
    }

    @FunctionalInterface
    private interface Reading {

        void read() throws BtqlException;
    }
}
