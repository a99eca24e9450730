package io.btautomations.btql.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.source.SourceSpan;
import io.btautomations.btql.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {

    @Test
    void theLineAndTheColumnCountCodePoints() {
        assertThat(rendered("a\r\n😀 bad", "bad")).isEqualTo("""
                BTQL-201 error: message (line 2, column 3)
                  😀 bad
                     ^^^""");
    }

    @Test
    void aTabStaysATabAboveItsCaret() {
        assertThat(rendered("\ta\tbad", "bad")).isEqualTo("""
                BTQL-201 error: message (line 1, column 4)
                  \ta\tbad
                  \t \t^^^""");
    }

    @Test
    void wideAndCombiningCharactersTakeTheColumnsOfATerminal() {
        assertThat(rendered("'東京e\u0301' bad", "bad")).isEqualTo("""
                BTQL-201 error: message (line 1, column 8)
                  '東京e\u0301' bad
                          ^^^""");
        assertThat(rendered("a 東京", "東京")).endsWith("\n    ^^^^");
    }

    @Test
    void aSpanOfSeveralLinesIsMarkedInItsFirst() {
        assertThat(rendered("x 'one\ntwo'", "'one\ntwo'")).isEqualTo("""
                BTQL-201 error: message (line 1, column 3)
                  x 'one
                    ^^^^""");
    }

    @Test
    void controlCharactersAreShownAsDots() {
        assertThat(rendered("a\u0000\u001b[31m bad", "bad")).contains("\n  a··[31m bad\n");
    }

    @Test
    void ofALongLineThePlaceIsShown() {
        String text = "a ".repeat(200) + "bad" + " b".repeat(200);
        String[] lines = rendered(text, "bad").split("\n");
        assertThat(lines[1]).hasSizeLessThan(130).startsWith("  …").endsWith("…");
        assertThat(lines[1].substring(lines[2].indexOf('^'))).startsWith("bad");
        assertThat(lines[2]).endsWith("^^^");
    }

    @Test
    void anEmptyLineIsNotShown() {
        Diagnostic diagnostic = Diagnostic.error(DiagnosticCode.UNEXPECTED_TOKEN, "message", SourceSpan.NONE);
        assertThat(new DiagnosticRenderer(new SourceText("")).text(diagnostic))
                .isEqualTo("BTQL-201 error: message (line 1, column 1)");
    }

    @Test
    void expectationsAndHintsFollow() {
        Diagnostic diagnostic = Diagnostic.warning(DiagnosticCode.UNEXPECTED_TOKEN, "message", new SourceSpan(0, 1))
                .withExpected(List.of("','", "name"))
                .withHint("do so");
        assertThat(new DiagnosticRenderer(new SourceText("x")).text(diagnostic)).isEqualTo("""
                BTQL-201 warning: message (line 1, column 1)
                  x
                  ^
                  expected ',', name
                  hint: do so""");
    }

    @Test
    void allFieldsAreInTheJson() {
        Diagnostic diagnostic = Diagnostic.error(DiagnosticCode.UNEXPECTED_TOKEN, "a \"b\"", new SourceSpan(3, 4))
                .withExpected(List.of("','", "name"));
        DiagnosticRenderer renderer = new DiagnosticRenderer(new SourceText("😀\nx"));
        assertThat(renderer.json(List.of(diagnostic, diagnostic.withHint("h"))))
                .isEqualTo(
                        "[{\"code\":\"BTQL-201\",\"severity\":\"error\",\"message\":\"a \\\"b\\\"\",\"line\":2,\"column\":1,"
                                + "\"start\":3,\"end\":4,\"expected\":[\"','\",\"name\"]},"
                                + "{\"code\":\"BTQL-201\",\"severity\":\"error\",\"message\":\"a \\\"b\\\"\",\"line\":2,\"column\":1,"
                                + "\"start\":3,\"end\":4,\"expected\":[\"','\",\"name\"],\"hint\":\"h\"}]");
    }

    private static String rendered(String text, String marked) {
        int start = text.indexOf(marked);
        SourceSpan span = new SourceSpan(start, start + marked.length());
        Diagnostic diagnostic = Diagnostic.error(DiagnosticCode.UNEXPECTED_TOKEN, "message", span);
        return new DiagnosticRenderer(new SourceText(text)).text(diagnostic);
    }
}
