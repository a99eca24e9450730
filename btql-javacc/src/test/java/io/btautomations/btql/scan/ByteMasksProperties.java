package io.btautomations.btql.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Byte tests of many bytes at once, against a loop. */
class ByteMasksProperties {

    private static final List<ByteMasks> MASKS =
            List.of(new SwarMasks(), VectorSupport.masks().orElseThrow());
    private static final byte[] TELLING = {
        '"', '#', '!', '\\', ']', '[', '{', '}', '\n', 0x0B, 0x09, 0, (byte) 0xA2, -1, -128
    };

    @Property
    void masksAreRightForEveryByte(
            @ForAll @Size(80) byte[] noise,
            @ForAll @IntRange(max = 15) int at,
            @ForAll @IntRange(max = 14) int telling) {
        byte value = TELLING[telling];
        byte[] bytes = noise.clone();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = noise[i] % 2 == 0 ? TELLING[Math.floorMod(noise[i], TELLING.length)] : noise[i];
        }
        for (ByteMasks masks : MASKS) {
            long equal = masks.equalTo(bytes, at, value);
            long folded = masks.equalToFolded(bytes, at, (byte) (value | 0x20));
            for (int i = 0; i < ByteMasks.SIZE; i++) {
                assertThat(equal >>> i & 1).isEqualTo(bytes[at + i] == value ? 1 : 0);
                assertThat(folded >>> i & 1).isEqualTo((bytes[at + i] | 0x20) == (byte) (value | 0x20) ? 1 : 0);
            }
        }
    }

    @Property
    void linesAreCutAtTheFirstNewline(
            @ForAll @Size(300) byte[] noise,
            @ForAll @IntRange(max = 300) int some,
            @ForAll @IntRange(max = 300) int other) {
        int from = Math.min(some, other);
        int to = Math.max(some, other);
        int expected = from;
        while (expected < to && noise[expected] != '\n') {
            expected++;
        }
        assertThat(Lines.indexOfNewline(noise, from, to)).isEqualTo(expected);
        for (ByteMasks masks : MASKS) {
            assertThat(masks.newline(noise, from, to)).isEqualTo(expected);
        }
    }

    @Property
    void quotesAreFoundInOrder(
            @ForAll @Size(300) byte[] noise,
            @ForAll @IntRange(max = 236) int some,
            @ForAll @IntRange(max = 236) int other) {
        int from = Math.min(some, other);
        int to = Math.max(some, other);
        byte[] bytes = noise.clone();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = noise[i] % 8 == 0 ? TELLING[Math.floorMod(noise[i], TELLING.length)] : noise[i];
        }
        int expected = from;
        while (expected < to && bytes[expected] != '"') {
            expected++;
        }
        for (ByteMasks masks : MASKS) {
            assertThat(masks.quote(bytes, from, to)).isEqualTo(expected);
        }
    }

    @Property
    void pairsAreFound(
            @ForAll @Size(80) byte[] noise,
            @ForAll @IntRange(max = 16) int distance,
            @ForAll boolean foldsFirst,
            @ForAll boolean foldsSecond) {
        byte[] bytes = noise.clone();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = noise[i] % 3 == 0 ? (byte) "hHoO".charAt(Math.floorMod(noise[i], 4)) : noise[i];
        }
        BytePair pair = new BytePair(
                (byte) 'h', (byte) (foldsFirst ? 0x20 : 0), (byte) 'o', (byte) (foldsSecond ? 0x20 : 0), distance);
        for (ByteMasks masks : MASKS) {
            long places = masks.pairs(bytes, 0, pair);
            for (int i = 0; i < ByteMasks.SIZE; i++) {
                boolean isFirst = bytes[i] == 'h' || foldsFirst && bytes[i] == 'H';
                boolean isSecond = bytes[i + distance] == 'o' || foldsSecond && bytes[i + distance] == 'O';
                assertThat((places >>> i & 1) == 1).isEqualTo(isFirst && isSecond);
            }
        }
    }

    @Property
    void bracketsAreTold(@ForAll @Size(64) byte[] noise) {
        for (ByteMasks masks : MASKS) {
            long brackets = masks.brackets(noise, 0);
            for (int i = 0; i < ByteMasks.SIZE; i++) {
                boolean isCandidate = (brackets >>> i & 1) == 1;
                char value = (char) noise[i];
                assertThat(isCandidate && BlockMasks.isOpening(noise[i])).isEqualTo(value == '{' || value == '[');
                assertThat(isCandidate && BlockMasks.isClosing(noise[i])).isEqualTo(value == '}' || value == ']');
            }
        }
    }
}
