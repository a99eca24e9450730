package io.btautomations.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CellTextProperties {

    @Property
    void whatIsCutFits(@ForAll String text, @ForAll @IntRange(min = 1, max = 30) int width) {
        String visible = CellText.visible(text);
        String cut = CellText.fit(visible, width);
        assertThat(CellText.width(cut)).isLessThanOrEqualTo(width);
        if (CellText.width(visible) <= width) {
            assertThat(cut).isEqualTo(visible);
        } else {
            assertThat(cut).endsWith(CellText.ELLIPSIS);
            assertThat(visible).startsWith(cut.substring(0, cut.length() - 1));
        }
    }

    @Property
    void nothingSteersTheTerminal(@ForAll String text) {
        assertThat(CellText.visible(text).codePoints())
                .noneMatch(point -> Character.getType(point) == Character.CONTROL || point == 0x202E);
    }

    @Property
    void columnsFitTogether(
            @ForAll @Size(min = 1, max = 20) int[] any, @ForAll @IntRange(min = 1, max = 200) int available) {
        int[] natural =
                Arrays.stream(any).map(width -> Math.floorMod(width, 120)).toArray();
        int[] widths = ColumnWidths.fit(natural, available);
        int taken = Arrays.stream(widths).sum() + ColumnWidths.GAP * (widths.length - 1);
        assertThat(widths).isNotEmpty();
        assertThat(taken).isLessThanOrEqualTo(Math.max(1, available));
        for (int i = 0; i < widths.length; i++) {
            assertThat(widths[i]).isLessThanOrEqualTo(natural[i]);
        }
        if (Arrays.stream(natural).sum() + ColumnWidths.GAP * (natural.length - 1) <= available) {
            assertThat(widths).isEqualTo(natural);
        }
    }

    @Example
    void wideCharactersCountTwice() {
        assertThat(CellText.width("abc")).isEqualTo(3);
        assertThat(CellText.width("\u4e16\u754c")).isEqualTo(4);
        assertThat(CellText.width("e\u0301")).isEqualTo(1);
        assertThat(CellText.width("\ud83d\ude22")).isEqualTo(2);
        assertThat(CellText.width("\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67"))
                .isEqualTo(2);
        assertThat(CellText.fit("\u4e16\u754c\u4e16\u754c", 6)).isEqualTo("\u4e16\u754c\u2026");
        assertThat(CellText.visible("a\n\u001b[31m\u202eb")).isEqualTo("a\\n\\u001b[31m\\u202eb");
    }
}
