package io.btautomations.btql.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Strings compared and searched where they lie, against the same done on what they mean. */
class TextSliceProperties {

    private static final List<ByteMasks> MASKS =
            List.of(new SwarMasks(), VectorSupport.masks().orElseThrow());

    @Provide
    Arbitrary<String> longTexts() {
        return JsonStrings.texts(12);
    }

    @Provide
    Arbitrary<String> shortTexts() {
        return JsonStrings.texts(2);
    }

    @Property(tries = 5_000)
    void aStringEqualsWhatItMeans(@ForAll("longTexts") String text, @ForAll Random random) {
        byte[] json = json(text, random);
        assertThat(TextLiteral.of(text).equalsString(json, 0, json.length)).isTrue();
        assertThat(TextLiteral.of(text).compare(json, 0, json.length)).isZero();
    }

    @Property(tries = 5_000)
    void stringsCompareByCodePoint(
            @ForAll("shortTexts") String text, @ForAll("shortTexts") String other, @ForAll Random random) {
        byte[] json = json(text, random);
        assertThat(TextLiteral.of(other).equalsString(json, 0, json.length)).isEqualTo(text.equals(other));
        assertThat(Integer.signum(TextLiteral.of(other).compare(json, 0, json.length)))
                .isEqualTo(Integer.signum(Arrays.compare(
                        text.codePoints().toArray(), other.codePoints().toArray())));
    }

    @Property(tries = 20_000)
    void aSearchFindsWhatTheMeaningHolds(
            @ForAll("longTexts") String text, @ForAll("shortTexts") String wanted, @ForAll Random random) {
        byte[] json = json(text, random);
        byte[] padded = Arrays.copyOf(json, json.length + 100);
        for (ByteMasks masks : MASKS) {
            assertThat(TextSearch.of(wanted, false, masks).isIn(json, 0, json.length))
                    .isEqualTo(text.contains(wanted));
            assertThat(TextSearch.of(wanted, true, masks).isIn(json, 0, json.length))
                    .isEqualTo(fold(text).contains(fold(wanted)));
            assertThat(TextSearch.of(wanted, true, masks).isIn(padded, 0, json.length))
                    .isEqualTo(fold(text).contains(fold(wanted)));
        }
    }

    @Property(tries = 5_000)
    void aTextIsFoundWhereverItStands(
            @ForAll("longTexts") String before,
            @ForAll("shortTexts") String wanted,
            @ForAll("longTexts") String after,
            @ForAll Random random) {
        byte[] json = json(before + wanted + after, random);
        for (ByteMasks masks : MASKS) {
            assertThat(TextSearch.of(wanted, false, masks).isIn(json, 0, json.length))
                    .isTrue();
            assertThat(TextSearch.of(wanted, true, masks).isIn(json, 0, json.length))
                    .isTrue();
        }
    }

    private static String fold(String text) {
        int[] folded = text.codePoints()
                .map(codePoint -> Character.toLowerCase(Character.toUpperCase(codePoint)))
                .toArray();
        return new String(folded, 0, folded.length);
    }

    private static byte[] json(String text, Random random) {
        return JsonStrings.spell(text, random).getBytes(StandardCharsets.UTF_8);
    }
}
