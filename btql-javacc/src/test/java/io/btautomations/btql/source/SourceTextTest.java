package io.btautomations.btql.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceTextTest {

    @Test
    void linesEndWithAnyLineEnd() {
        SourceText text = new SourceText("a\nb\r\nc\rd");
        assertThat(text.at(0)).isEqualTo(new LineColumn(1, 1));
        assertThat(text.at(2)).isEqualTo(new LineColumn(2, 1));
        assertThat(text.at(5)).isEqualTo(new LineColumn(3, 1));
        assertThat(text.at(7)).isEqualTo(new LineColumn(4, 1));
        assertThat(text.slice(text.lineAt(3))).isEqualTo("b");
        assertThat(text.slice(text.lineAt(4))).isEqualTo("b");
    }

    @Test
    void offsetsBeyondTheEndAreTheEnd() {
        assertThat(new SourceText("ab\n").at(99)).isEqualTo(new LineColumn(2, 1));
        assertThat(new SourceText("ab").lineAt(99)).isEqualTo(new SourceSpan(0, 2));
    }

    @Test
    void columnsCountCodePoints() {
        assertThat(new SourceText("😀x").at(2)).isEqualTo(new LineColumn(1, 2));
    }
}
