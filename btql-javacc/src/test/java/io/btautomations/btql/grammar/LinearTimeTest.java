package io.btautomations.btql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.AstEquality;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.print.CanonicalPrinter;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Work grows with the text and no faster. Characters read and bytes allocated are counted, since a clock would be luck.
 */
class LinearTimeTest {

    private static final int SIZE = 4000;

    /** A text that is a beginning, something many times, and an end. */
    private record Shape(String first, String repeated, String last, String repeatedLast) {

        Shape(String first, String repeated, String last) {
            this(first, repeated, last, "");
        }

        String text(int times) {
            return first + repeated.repeat(times) + last + repeatedLast.repeat(times);
        }
    }

    static List<Shape> shapes() {
        return List.of(
                new Shape("a = 1", " or a = 1", ""),
                new Shape("a", " and not b", ""),
                new Shape("", "(", "a", ")"),
                new Shape("", "(", "a", " or b)"),
                new Shape("", "[", "", "]"),
                new Shape("", "f(", "a", ")"),
                new Shape("", "not ", "a"),
                new Shape("", "- ", "a"),
                new Shape("a", " + a", ""),
                new Shape("a", " * a - b", ""),
                new Shape("a", ".b", ""),
                new Shape("f(a)", ".b[0]", ""),
                new Shape("a", "::text", ""),
                new Shape("", "a ? b : ", "c"),
                new Shape("", "a ? ", "b", " : c"),
                new Shape("a in ['x'", ", 'x'", "]"),
                new Shape("case", " when a then b", " end"),
                new Shape("", "case when a then ", "b", " end"),
                new Shape("", "case a when ", "b", " then c end"),
                new Shape("", "(", "a", " between 1 and 2)"),
                new Shape("", "a = 'it''s' or ", "b"),
                new Shape("a = '", "''", "'"),
                new Shape("a = '", "\\'", ""),
                new Shape("a = \"", "\\\"", ""),
                new Shape("", "'x' ", ""),
                new Shape("", "-- comment\n", "a"),
                new Shape("", "/* * / */ ", "a"),
                new Shape("/*", "/*", ""),
                new Shape("", " \t\n", "a"),
                new Shape("1", "1", ""),
                new Shape("", "a", ""),
                new Shape("a <", "=", "b"),
                new Shape("{", "'k': 1, ", "'l': 2}"),
                new Shape("", "|", ""),
                new Shape("", "50% + ", "1"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void eachCharacterIsReadAFewTimes(Shape shape) {
        String text = shape.text(SIZE);
        CountingStream stream = new CountingStream(text);
        BtqlGrammarTokenManager tokens = new BtqlGrammarTokenManager(stream);
        int kind = tokens.getNextToken().kind;
        while (kind != BtqlGrammarConstants.EOF && kind != BtqlGrammarConstants.UNEXPECTED && !endsReading(kind)) {
            kind = tokens.getNextToken().kind;
        }
        assertThat(stream.reads).isLessThan(4L * text.length() + 100);
    }

    /** The parser stops at the first token that it cannot use; a slash before a star is always one. */
    private static boolean endsReading(int kind) {
        return kind == BtqlGrammarConstants.UNCLOSED || kind == BtqlGrammarConstants.SLASH;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void memoryGrowsWithTheText(Shape shape) {
        long small = allocated(shape.text(SIZE));
        long large = allocated(shape.text(4 * SIZE));
        assertThat(large).isLessThan(5 * small + 200_000);
    }

    @Test
    void twentyThousandParenthesesGetAnAnswer() {
        assertThat(code("(".repeat(20_000) + "a" + ")".repeat(20_000))).isEqualTo("BTQL-503");
    }

    @Test
    void aHundredThousandTermsGetAnAnswer() {
        assertThat(code("a = 1" + " or a = 1".repeat(100_000))).isEqualTo("BTQL-502");
    }

    @Test
    void asManyTermsAsTheLimitAllowsAreReadPrintedAndCompared() throws BtqlException {
        String text = "a = 1" + " OR a = 1".repeat(49_000);
        Expression read = new BtqlParser().parseFilter(text);
        assertThat(CanonicalPrinter.filter(read)).isEqualTo(text);
        assertThat(AstEquality.equal(read, new BtqlParser().parseFilter(text))).isTrue();
        assertThat(read.hashCode()).isEqualTo(new BtqlParser().parseFilter(text).hashCode());
    }

    @Test
    void aTextBeyondTheLimitIsRefused() {
        assertThat(code("a".repeat(1 << 21))).isEqualTo("BTQL-501");
    }

    @Test
    void repeatedOperandsDoNotMultiply() {
        assertThat(code("(".repeat(60) + "a" + " between 1 and 2)".repeat(60))).isEqualTo("BTQL-503");
        assertThat(code("case ".repeat(60) + "a" + " when 1 then 2 when 3 then 4 end".repeat(60)))
                .isEqualTo("BTQL-503");
    }

    @Test
    void theDeepestTreesNeedLittleStack() throws Exception {
        String nested = "(a + ".repeat(254) + "a" + ")".repeat(254);
        String chained = "a" + " + a".repeat(255);
        Throwable[] failure = new Throwable[1];
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        for (String text : List.of(nested, chained)) {
                            Expression read = new BtqlParser().parseFilter(text);
                            String printed = CanonicalPrinter.filter(read);
                            Expression again = new BtqlParser().parseFilter(printed);
                            assertThat(AstEquality.equal(read, again)).isTrue();
                            assertThat(AstEquality.withoutSpans(read).hashCode())
                                    .isEqualTo(AstEquality.withoutSpans(again).hashCode());
                        }
                    } catch (BtqlException | Error thrown) {
                        failure[0] = thrown;
                    }
                },
                "little stack",
                512 * 1024);
        thread.start();
        thread.join();
        assertThat(failure[0]).isNull();
    }

    private static long allocated(String text) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        code(text);
        long before = threads.getCurrentThreadAllocatedBytes();
        code(text);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static String code(String text) {
        try {
            new BtqlParser().parseFilter(text);
            return "";
        } catch (BtqlException refused) {
            return refused.diagnostics().getFirst().code();
        }
    }

    private static final class CountingStream extends SpanCharStream {

        private long reads;

        CountingStream(String text) {
            super(text);
        }

        @Override
        public char readChar() throws java.io.IOException {
            reads++;
            return super.readChar();
        }
    }
}
